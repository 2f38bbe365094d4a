Feature: Export
  Everything that the ledger knows of a plan can be taken out: the plan, its rules, its decisions, its events.

  Scenario: One plan is exported with its rules, decisions and events
    Given a plan "plan" under "manual"
    And Ada advances "plan" to strategize
    When Ada exports "plan"
    Then the answer lists records:
      | record   | plan.plan_id | snapshot.state | decision.outcome | event.type    |
      | plan     | #plan        | absent         | absent           | absent        |
      | snapshot | absent       | captured       | absent           | absent        |
      | decision | absent       | absent         | needs_approval   | absent        |
      | decision | absent       | absent         | approved         | absent        |
      | event    | absent       | absent         | absent           | plan.created  |
      | event    | absent       | absent         | absent           | gate.decided  |
      | event    | absent       | absent         | absent           | gate.decided  |
      | event    | absent       | absent         | absent           | plan.advanced |

  Scenario: The exported text of the rules proves its digest
    Given a plan "plan" under "cautious"
    When Ada exports "plan"
    Then the exported rules of "plan" have the digest that the plan shows

  Scenario: Several plans are exported one after the other
    Given a plan "one" under "manual"
    And a plan "two" under "manual"
    When Ada exports "two" and "one"
    Then the answer exports plans "two, one"

  Scenario: The whole ledger is exported
    Given a plan "top" under "full-auto"
    And a child "child" of "top"
    And a plan "other" under "manual"
    When Ada exports everything
    Then the answer exports plans "top, child, other" in any order

  Scenario: A plan that is not there is not found
    When Ada tries to export "01HZZZZZZZZZZZZZZZZZZZZZZZ"
    Then it is refused: not found
