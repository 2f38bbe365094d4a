Feature: Lists
  Plans are listed newest first, filtered, counted and paged.

  @process
  Scenario: No plans is an empty list [X8]
    When Ada lists plans
    Then the answer lists no plans
    And the answer shows:
      | summary.total | 0    |
      | next_cursor   | null |

  Scenario: Plans are listed newest first, with what a table needs [X7]
    Given a plan "one" under "manual"
    And a plan "two" under "full-auto"
    When Ada lists plans
    Then the answer lists plans:
      | id         | plan_id | phase      | state  | action      | projects      | automation_profile | version |
      | #two.short | #two    | strategize | queued | local/build | ["local/app"] | full-auto          | 2       |
      | #one.short | #one    | action     | queued | local/build | ["local/app"] | manual             | 1       |
    And the answer shows:
      | summary.total  | 2 |
      | summary.queued | 2 |
      | summary.errored | 0 |

  Scenario Outline: A list is narrowed by <what> [X7]
    Given the action "acme/deploy"
    And a plan "one" under "manual"
    And a plan "two":
      | action             | acme/deploy              |
      | projects           | ["acme/web","local/app"] |
      | automation_profile | review                   |
      | name               | acme/Nightly-2           |
    And a child "child" of "two"
    And a plan "three":
      | projects           | ["acme/web"] |
      | automation_profile | full-auto    |
    And Ada cancels "three"
    When Ada lists plans:
      | <key> | <value> |
    Then the answer lists plans <plans>

    Examples:
      | what                     | key            | value        | plans               |
      | phase                    | phase          | action       | "one"               |
      | state                    | state          | cancelled    | "three"             |
      | project                  | project        | acme/web     | "three, child, two" |
      | a bare project           | project        | app          | "child, two, one"   |
      | action                   | action         | acme/deploy  | "child, two"        |
      | root                     | root           | #two         | "child, two"        |
      | root, by a child's short id | root        | #child.short | "child, two"        |
      | profile                  | profile        | review       | "child, two"        |
      | a pattern                | pattern        | acme/*       | "two"               |
      | a pattern in any case    | pattern        | ACME/night*  | "two"               |
      | a pattern with a ?       | pattern        | acme/Nightly-? | "two"             |
      | a pattern that fits none | pattern        | nightly      | ""                  |
      | what needs approval      | needs_approval | true         | "one"               |

  Scenario Outline: In a pattern only * and ? mean something: <pattern>
    Given the action "local/build"
    And Ada uses "local/build" as "one":
      | name | acme/a_b |
    And Ada uses "local/build" as "two":
      | name | acme/axb |
    When Ada lists plans:
      | pattern | <pattern> |
    Then the answer lists plans "<plans>"

    Examples:
      | pattern    | plans    |
      | acme/a_b   | one      |
      | acme/a?b   | two, one |
      | acme/a*    | two, one |
      | acme/[a]*  |          |
      | acme/%     |          |
      | acme/a     |          |

  Scenario: Filters add up
    Given a plan "one" under "manual"
    And a plan "two" under "full-auto"
    When Ada lists plans:
      | state   | queued  |
      | profile | manual  |
    Then the answer lists plans "one"

  Scenario: What needs approval is everything that waits for a person
    Given a plan "fresh" under "manual"
    And a plan "planned" under "manual" at strategize/complete
    And a plan "done" under "manual" at execute/complete
    And a plan "broken" under "manual" at execute/errored
    And a plan "stuck" under "manual" at apply/constrained
    And a plan "running" under "full-auto"
    When Ada lists plans:
      | needs_approval | true |
    Then the answer lists plans "stuck, broken, done, planned, fresh"

  @clock
  Scenario: A list may begin at an instant
    Given a plan "old" under "manual"
    When 1 hour passes
    And the time is remembered
    And Ada uses "local/build" as "new"
    And Ada lists plans:
      | since | the remembered time |
    Then the answer lists plans "new"

  Scenario Outline: A list may begin at any instant, with any zone: <since>
    Given a plan "one" under "manual"
    When Ada lists plans:
      | since | <since> |
    Then the answer lists plans "<plans>"

    Examples:
      | since                     | plans |
      | 2001-01-01T00:00:00Z      | one   |
      | 2001-01-01T00:00:00+05:30 | one   |
      | 2101-01-01T00:00:00Z      |       |

  Scenario: Pages follow one another and never show a plan twice, whatever is added meanwhile [X7]
    Given 5 plans "a, b, c, d, e"
    When Ada lists plans:
      | limit | 2 |
    Then the answer lists plans "e, d"
    Given a plan "later" under "manual"
    When Ada lists the next page
    Then the answer lists plans "c, b"
    When Ada lists the next page
    Then the answer lists plans "a"
    And the answer shows:
      | next_cursor | null |

  Scenario: The summary counts the page, totals count the whole filter
    Given 3 plans "a, b, c"
    And a plan "other" under "full-auto"
    And Ada cancels "a"
    When Ada lists plans:
      | limit   | 2      |
      | count   | true   |
      | profile | manual |
    Then the answer shows:
      | summary.total    | 2 |
      | summary.queued   | 2 |
      | totals.total     | 3 |
      | totals.queued    | 2 |
      | totals.cancelled | 1 |

  Scenario: A cursor counts for its own filter only
    Given 3 plans "a, b, c"
    When Ada lists plans:
      | limit | 1 |
    And Ada tries to list plans:
      | limit  | 1             |
      | state  | queued        |
      | cursor | the next page |
    Then it is refused: invalid input
    And the refusal says "cursor"

  Scenario Outline: A question that is none is refused: <key> <value> [X5]
    When Ada tries to list plans:
      | <key> | <value> |
    Then it is refused: invalid input

    Examples:
      | key    | value      |
      | limit  | 0          |
      | limit  | 501        |
      | limit  | 1.5        |
      | cursor | bogus      |
      | project | a b       |

  @typing
  Scenario Outline: A phase or state that does not exist is refused: <value> [X5]
    When Ada tries to list plans:
      | <key> | <value> |
    Then it is refused: invalid input

    Examples:
      | key   | value    |
      | phase | thinking |
      | state | busy     |

  Scenario: A root that is not there is not found
    When Ada tries to list plans:
      | root | 01HZZZZZZZZZZZZZZZZZZZZZZZ |
    Then it is refused: not found
