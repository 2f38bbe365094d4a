Feature: Settings
  The automation profile of a project or of all is kept in the ledger; a person sets it, and the change is seen at once.

  Scenario: A setting is set, read and listed
    Given the action "local/build"
    When Ada sets "core.automation-profile":
      | value | review |
    And Ada sets "core.automation-profile":
      | project | app |
      | value   | ci  |
    And Ben reads "core.automation-profile"
    Then the answer shows:
      | key        | core.automation-profile |
      | project    | null                    |
      | value      | review                  |
      | updated_by | user:ada                |
    When Ada reads "core.automation-profile":
      | project | local/app |
    Then the answer shows:
      | project | local/app |
      | value   | ci        |
    When Ada lists settings
    Then the answer lists settings:
      | key                     | project   | value  |
      | core.automation-profile | null      | review |
      | core.automation-profile | local/app | ci     |

  Scenario: What was never set has no value, and nothing falls back
    When Ada sets "core.automation-profile":
      | value | review |
    And Ada reads "core.automation-profile":
      | project | local/app |
    Then the answer shows:
      | value | null |

  Scenario: A setting changes the rules of plans to come, not of those there are [S9]
    Given the automation profile of the ledger is "review"
    And the action "local/build"
    And Ada uses "local/build" as "before"
    When Ada sets "core.automation-profile":
      | value | manual |
    And Ada uses "local/build" as "after"
    Then "before" shows:
      | automation_profile.profile_name         | review |
      | effective_profile_snapshot.profile.name | review |
    And "after" shows:
      | automation_profile.profile_name | manual |

  Scenario Outline: A setting that is none is refused: <why> [X5]
    When Ada tries to set "<key>":
      | value   | <value>   |
      | project | <project> |
    Then it is refused
    And the refusal says "<says>"
    When Ada lists settings
    Then the answer lists no settings

    Examples:
      | why                    | key                     | value        | project     | says         |
      | an unknown key         | core.colour             | red          | nothing     | core         |
      | an unknown profile     | core.automation-profile | acme/nowhere | nothing     | acme/nowhere |
      | an empty name [P6]     | core.automation-profile | ""           | nothing     | empty        |
      | a provider's namespace | core.automation-profile | ci           | mistral/app | mistral      |

  Scenario: Only a person changes settings
    When the agent tries to set "core.automation-profile":
      | value | full-auto |
    Then it is refused: conflict "person_required"
    When Ada lists settings
    Then the answer lists no settings
