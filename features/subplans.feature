Feature: Subplans
  A parent's settings decide which of its children workers may claim; the others wait in the queue and say why.

  Scenario: In parallel, at most max_parallel children are open
    Given a parent "top" whose subplans are:
      | max_parallel | 2 |
    And a child "one" of "top"
    And a child "two" of "top"
    And a child "three" of "top"
    When the worker claims work
    Then the worker gets "one"
    When the worker claims work
    Then the worker gets "two"
    When the worker claims work
    Then the worker gets nothing
    And "three" shows:
      | state            | queued              |
      | waiting_for.kind | sibling             |
    When Ada cancels "one"
    And the worker claims work
    Then the worker gets "three"

  Scenario: A child that is begun stays claimable, and errored ones are not open
    Given a parent "top" whose subplans are:
      | max_parallel | 1 |
    And a child "one" of "top"
    And a child "two" of "top"
    When the worker claims work
    And the worker completes "one"
    And the worker claims work
    Then the worker gets "one"
    When the worker fails "one":
      | category | infeasible |
    And the worker claims work
    Then the worker gets "two"

  Scenario: Without settings, four children are open at once
    Given a parent "top" whose subplans are:
      | fail_fast | false |
    And a child "one" of "top"
    And a child "two" of "top"
    And a child "three" of "top"
    And a child "four" of "top"
    And a child "five" of "top"
    When the worker claims work 4 times
    And the worker claims work
    Then the worker gets nothing
    And "five" shows:
      | waiting_for.kind | sibling |

  Scenario: One after the other: a child waits until every older sibling is finished
    Given a parent "top" whose subplans are:
      | execution_mode | sequential |
    And a child "one" of "top"
    And a child "two" of "top"
    And a child "three" of "top"
    When the worker claims work
    Then the worker gets "one"
    When the worker claims work
    Then the worker gets nothing
    And "two" shows:
      | waiting_for.kind  | sibling  |
      | waiting_for.plans | ["#one"] |
    When the worker fails "one":
      | category | infeasible |
    And the worker claims work
    Then the worker gets nothing
    When Ada cancels "one"
    And the worker claims work
    Then the worker gets "two"
    When the worker applies "two"
    And the worker claims work
    Then the worker gets "three"

  Scenario: By dependencies: a child waits until each of them is applied
    Given a parent "top" whose subplans are:
      | execution_mode | dependency_ordered |
    And a child "base" of "top"
    And a child "wall" of "top":
      | depends_on | ["#base"] |
    And a child "roof" of "top":
      | depends_on | ["#wall.short","#base"] |
    And a child "garden" of "top"
    When the worker claims work
    Then the worker gets "base"
    When the worker claims work
    Then the worker gets "garden"
    When the worker claims work
    Then the worker gets nothing
    And "roof" shows:
      | waiting_for.kind  | dependency         |
      | waiting_for.plans | ["#wall","#base"]  |
    When the worker applies "base"
    And the worker claims work
    Then the worker gets "wall"
    And "roof" shows:
      | waiting_for.plans | ["#wall"] |
    When the worker applies "wall"
    And the worker claims work
    Then the worker gets "roof"

  Scenario: By dependencies: at most max_parallel children are open all the same
    Given a parent "top" whose subplans are:
      | execution_mode | dependency_ordered |
      | max_parallel   | 1                  |
    And a child "base" of "top"
    And a child "garden" of "top"
    When the worker claims work
    Then the worker gets "base"
    When the worker claims work
    Then the worker gets nothing
    And "garden" shows:
      | waiting_for.kind  | sibling   |
      | waiting_for.plans | ["#base"] |

  Scenario: A cancelled dependency leaves its dependent waiting for a person
    Given a parent "top" whose subplans are:
      | execution_mode | dependency_ordered |
    And a child "base" of "top"
    And a child "wall" of "top":
      | depends_on | ["#base"] |
    And Ada cancels "base"
    When the worker claims work
    Then the worker gets nothing
    And "wall" shows:
      | state                 | queued                   |
      | waiting_for.kind      | dependency               |
      | waiting_for.plans     | ["#base"]                |
      | waiting_for.approvers | ["user:*"]               |

  Scenario Outline: A dependency that cannot be one is refused: <why> [X5]
    Given a parent "top" whose subplans are:
      | execution_mode | <mode> |
    And a child "base" of "top"
    And a child "gone" of "top"
    And Ada cancels "gone"
    And a plan "stranger" under "full-auto"
    And the ledger is remembered
    When Ada tries to spawn "wall" below "top":
      | depends_on | ["<dependency>"] |
    Then it is refused
    And the ledger is as it was

    Examples:
      | why                           | mode               | dependency                 |
      | the parent                    | dependency_ordered | #top                       |
      | not a sibling                 | dependency_ordered | #stranger                  |
      | cancelled                     | dependency_ordered | #gone                      |
      | unknown                       | dependency_ordered | 01HZZZZZZZZZZZZZZZZZZZZZZZ |
      | no order among these children | parallel           | #base                      |

  Scenario: A sibling that others depend on is deleted only after them
    Given a parent "top" whose subplans are:
      | execution_mode | dependency_ordered |
    And a child "base" of "top"
    And a child "wall" of "top":
      | depends_on | ["#base"] |
    When Ada tries to delete "base"
    Then it is refused: conflict "has_dependents"
    When Ada deletes "wall"
    And Ada deletes "base"
    Then "base" is gone

  Scenario: fail_fast: the first failure cancels every sibling that is not being worked on
    Given a parent "top" whose subplans are:
      | fail_fast | true |
    And a child "one" of "top"
    And a child "two" of "top"
    And a child "three" of "top"
    And a child "leaf" of "three"
    When the worker claims work
    And another worker claims work
    And the worker fails "one":
      | category | infeasible |
    Then "one" is at strategize/errored
    And "two" is at strategize/processing
    And "three" is at strategize/cancelled
    And "leaf" is at strategize/cancelled
    And "top" is at strategize/processing
    When another worker completes "two":
      | result | {"changeset_id":"c-2"} |
    Then "two" is at strategize/cancelled
    Then the record of "two" shows:
      | changeset_id | c-2 |

  Scenario: fail_fast: no child is made while one has failed, and again once it is retried or cancelled
    Given a parent "top" whose subplans are:
      | fail_fast | true |
    And a child "one" of "top"
    When the worker claims work
    And the worker fails "one":
      | category | infeasible |
    And Ada tries to spawn "two" below "top"
    Then it is refused: conflict "children_failed"
    When Ada cancels "one"
    And Ada spawns "two" below "top"
    Then "two" is at strategize/queued

  Scenario: fail_fast: a transient failure with a retry left is none
    Given a parent "top" whose subplans are:
      | fail_fast   | true |
      | max_retries | 1    |
    And a child "one" of "top"
    And a child "two" of "top"
    When the worker fails at "one" 1 time
    Then "one" is at strategize/queued
    And "two" is at strategize/queued
    When the worker fails at "two" 1 time
    And the worker fails at "one" 1 time
    Then "one" is at strategize/errored
    And "two" is at strategize/cancelled

  Scenario: fail_fast: a constrained child is a failure too
    Given a parent "top" whose subplans are:
      | fail_fast | true |
    And a child "one" of "top"
    And "one" is brought to apply/processing
    And a child "two" of "top"
    When the worker constrains "one"
    Then "one" is at apply/constrained
    And "two" is at strategize/cancelled

  Scenario: Without fail_fast a failure leaves the siblings alone
    Given a parent "top" whose subplans are:
      | fail_fast | false |
    And a child "one" of "top"
    And a child "two" of "top"
    When the worker claims work
    And the worker fails "one":
      | category | infeasible |
    Then "two" is at strategize/queued

  Scenario Outline: Automatic retries of a child: <settings> <limit>
    Given a parent "top" whose subplans are:
      | <settings> | <limit> |
    And a child "one" of "top"
    When the worker fails at "one" <retries> times
    Then "one" is at strategize/queued
    When the worker fails at "one" 1 time
    Then "one" is at strategize/errored

    Examples:
      | settings     | limit | retries |
      | retry_failed | false | 0       |
      | max_retries  | 0     | 0       |
      | max_retries  | 1     | 1       |
      | max_parallel | 4     | 2       |
      | max_retries  | 9     | 3       |

  Scenario: What is said of the children is recorded for the worker, with the defaults written down
    Given the action "local/build"
    When Ada uses "local/build" as "top":
      | subplans | {"merge_strategy":"fail_on_conflict","timeout_seconds":900} |
    Then the record of "top" shows:
      | subplan_settings.execution_mode  | parallel         |
      | subplan_settings.merge_strategy  | fail_on_conflict |
      | subplan_settings.timeout_seconds | 900              |
      | subplan_settings.max_parallel    | 4                |
      | subplan_settings.fail_fast       | false            |
      | subplan_settings.retry_failed    | true             |
      | subplan_settings.max_retries     | 2                |

  Scenario Outline: Settings that are none are refused with the place: <key> <value> [X5]
    Given the action "local/build"
    When Ada tries to use "local/build" as "top":
      | subplans | {"<key>":<value>} |
    Then it is refused: invalid input
    And the refusal says "<key>"
    And there are no plans

    Examples:
      | key             | value       |
      | max_parallel    | 0           |
      | max_parallel    | 65          |
      | execution_mode  | "at random" |
      | merge_strategy  | "hope"      |
      | fail_fast       | "yes"       |
      | max_retries     | -1          |
      | timeout_seconds | 0           |
      | colour          | "red"       |
