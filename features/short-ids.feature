Feature: Short ids
  The last eight characters of an id are accepted wherever an id is; a plan is never chosen silently.

  Scenario Outline: A short id names its plan: <form>
    Given a plan "plan" under "manual"
    When Ada looks at "<form>"
    Then the answer shows:
      | plan_id | #plan |

    Examples:
      | form              |
      | #plan             |
      | #plan.short       |
      | #plan.short.lower |

  Scenario: A short id works for commands as well
    Given a plan "plan" under "manual"
    When Ada advances "#plan.short.lower" to strategize
    Then "plan" is at strategize/queued

  Scenario Outline: What is no plan's id is not found: <id> [X9]
    Given a plan "plan" under "manual"
    When Ada tries to cancel "<id>"
    Then it is refused: not found
    And "plan" is at action/queued

    Examples:
      | id                         |
      | 01HZZZZZZZZZZZZZZZZZZZZZZZ |
      | ZZZZZZZZ                   |
      | latest                     |
      | 0                          |

  Scenario: A short id of several plans is refused with the candidates [X9]
    Given an adopted plan "first" with the id "01AAAAAAAAAAAAAAAASAMEEND1"
    And an adopted plan "second" with the id "01BBBBBBBBBBBBBBBBSAMEEND1"
    When Ada tries to look at "SAMEEND1"
    Then it is refused: invalid input "ambiguous"
    And the refusal says "01AAAAAAAAAAAAAAAASAMEEND1"
    And the refusal says "01BBBBBBBBBBBBBBBBSAMEEND1"

  Scenario: An exact id always wins
    Given an adopted plan "key" with the id "SAMEEND1"
    And an adopted plan "long" with the id "01AAAAAAAAAAAAAAAASAMEEND1"
    When Ada looks at "SAMEEND1"
    Then the answer shows:
      | plan_id | SAMEEND1 |
