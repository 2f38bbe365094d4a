Feature: History
  What happened is written down in order, and the record outlives the plan.

  Scenario: A plan's whole life is told in order, with who did what
    Given the action "local/build"
    When Ada uses "local/build" as "plan":
      | automation_profile | supervised |
    And the worker claims work
    And the worker completes "plan"
    And Ben advances "plan" to execute
    And another worker claims work
    And another worker fails "plan":
      | category | infeasible |
    And Ada cancels "plan":
      | reason | Enough |
    Then the history of "plan" tells:
      | type           | version | actor      | data.reason |
      | plan.created   | 1       | user:ada   | absent      |
      | gate.decided   | 1       | user:ada   | absent      |
      | plan.advanced  | 2       | user:ada   | absent      |
      | plan.claimed   | 3       | worker:one | absent      |
      | plan.completed | 4       | worker:one | absent      |
      | gate.decided   | 4       | worker:one | absent      |
      | gate.decided   | 4       | user:ben   | absent      |
      | plan.advanced  | 5       | user:ben   | absent      |
      | plan.claimed   | 6       | worker:two | absent      |
      | plan.failed    | 7       | worker:two | absent      |
      | plan.cancelled | 8       | user:ada   | Enough      |

  Scenario: An event has its instant, its plan and its tree
    Given a plan "top" under "full-auto"
    And a child "child" of "top"
    When Ada looks at the history of "child"
    Then the answer shows:
      | events[0].id           | *            |
      | events[0].at           | /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:]{8}[.][0-9]{6}Z$/ |
      | events[0].type         | plan.created |
      | events[0].plan_id      | #child       |
      | events[0].root_plan_id | #top         |

  Scenario: The record outlives the plan: decisions, events and the text of its rules [D5]
    Given a plan "top" under "ci"
    And a child "child" of "top"
    And the digest of "child" is remembered
    When Ada deletes "top":
      | tree | true |
    Then "child" is gone
    And the history of "child" tells, among others:
      | type         | data.snapshot_digest  | actor    |
      | plan.created | the remembered digest | user:ada |
      | plan.deleted | the remembered digest | user:ada |
    And the decisions of "child" are:
      | operation  | outcome   | snapshot_digest       |
      | strategize | automatic | the remembered digest |

  @snapshots
  Scenario: The text of a deleted plan's rules stays readable by its digest [D5]
    Given the profile "acme/house" like "review"
    And a plan "plan" under "acme/house"
    And the digest of "plan" is remembered
    When Ada deletes "plan"
    And Ada removes the profile "acme/house"
    Then the rules of the remembered digest are those of "acme/house"

  Scenario: A plan that never was has no history
    When Ada tries to look at the history of "01HZZZZZZZZZZZZZZZZZZZZZZZ"
    Then it is refused: not found
    When Ada tries to ask to explain "01HZZZZZZZZZZZZZZZZZZZZZZZ"
    Then it is refused: not found

  Scenario: `explain` shows one operation or all
    Given a plan "plan" under "ci" at strategize/processing
    And the agent checks "plan":
      | operation | spawn |
    And the agent checks "plan":
      | operation | retry |
    When Ada asks to explain "plan"
    Then the answer lists decisions:
      | operation  | outcome   |
      | strategize | automatic |
      | spawn      | automatic |
      | retry      | automatic |
    When Ada asks to explain "plan":
      | operation | spawn |
    Then the answer lists decisions:
      | operation |
      | spawn     |
