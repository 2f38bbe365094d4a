Feature: Idempotency keys
  A request that is repeated under its key is carried out once.

  Scenario: The same request again answers with the plan as it is now
    Given the action "local/build"
    When Ada uses "local/build" as "plan":
      | automation_profile | manual |
      | idempotency_key    | key-1  |
    And Ada advances "plan" to strategize
    And Ada uses "local/build" as "again":
      | automation_profile | manual |
      | idempotency_key    | key-1  |
    Then the answer shows:
      | plan_id  | #plan      |
      | phase    | strategize |
      | replayed | true       |
    When Ada lists plans
    Then the answer lists plans "plan"

  Scenario: A first request is not a repetition
    Given the action "local/build"
    When Ada uses "local/build" as "plan":
      | idempotency_key | key-1 |
    Then the answer shows:
      | replayed | absent |

  Scenario: Another request under the key is refused
    Given the action "local/build"
    And Ada uses "local/build" as "plan":
      | idempotency_key | key-1 |
    When Ada tries to use "local/build" as "other":
      | idempotency_key | key-1        |
      | projects        | ["acme/web"] |
    Then it is refused: invalid input
    And the refusal says "idempotency_key"
    When Ada lists plans
    Then the answer lists plans "plan"

  Scenario: A key belongs to its actor and its operation
    Given the action "local/build"
    And Ada uses "local/build" as "hers":
      | automation_profile | ci    |
      | idempotency_key    | key-1 |
    When Ben uses "local/build" as "his":
      | automation_profile | ci    |
      | idempotency_key    | key-1 |
    And Ada spawns "child" below "hers":
      | idempotency_key | key-1 |
    And Ada lists plans
    Then the answer lists plans "child, his, hers"

  Scenario: A child is spawned once under its key
    Given a plan "parent" under "ci"
    When the agent spawns "child" below "parent":
      | description     | Once  |
      | idempotency_key | key-1 |
    And the agent spawns "again" below "parent":
      | description     | Once  |
      | idempotency_key | key-1 |
    Then the answer shows:
      | plan_id  | #child |
      | replayed | true   |
    And "parent" shows:
      | children.total | 1 |

  Scenario: An action is created once under its key
    When Ada creates the action "local/build":
      | idempotency_key | key-1 |
    And Ada creates the action "local/build":
      | idempotency_key | key-1 |
    Then the answer shows:
      | name     | local/build |
      | replayed | true        |
    When Ada tries to create the action "local/build":
      | idempotency_key | key-1   |
      | description     | Another |
    Then it is refused: invalid input

  Scenario: Refusals are not stored: the same key may succeed later
    Given the action "local/build"
    When Ada tries to use "local/build" as "plan":
      | automation_profile | acme/house |
      | idempotency_key    | key-1      |
    Then it is refused: invalid input "unknown_profile"
    Given the profile "acme/house" like "review"
    When Ada uses "local/build" as "plan":
      | automation_profile | acme/house |
      | idempotency_key    | key-1      |
    Then the answer shows:
      | replayed | absent |

  @clock
  Scenario: A key is remembered for 24 hours
    Given the action "local/build"
    And Ada uses "local/build" as "plan":
      | idempotency_key | key-1 |
    When 23 hours pass
    And Ada uses "local/build" as "again":
      | idempotency_key | key-1 |
    Then the answer shows:
      | plan_id | #plan |
    When 1 hour passes
    And Ada uses "local/build" as "new":
      | idempotency_key | key-1 |
    Then the answer shows:
      | replayed | absent |
    When Ada lists plans
    Then the answer lists plans "new, plan"
