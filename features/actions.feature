Feature: Actions
  Actions are the templates that plans are made from.

  Scenario: An action is created, shown and listed
    When Ada creates the action "build":
      | tags | ["ci","nightly"] |
    And Ada looks at the action "local/build"
    Then the answer shows:
      | name             | local/build       |
      | state            | available         |
      | strategy_actor   | local/strategist  |
      | reusable         | true              |
      | read_only        | false             |
      | tags             | ["ci","nightly"]  |
    When Ada creates the action "acme/deploy"
    And Ada lists actions
    Then the answer lists actions:
      | name        |
      | acme/deploy |
      | local/build |

  Scenario: No actions is an empty list [X8]
    When Ada lists actions
    Then the answer lists no actions

  Scenario: Actions are listed by namespace and by state
    Given the action "acme/one"
    And the action "acme/two"
    And the action "local/three"
    And Ada archives the action "acme/two"
    When Ada lists actions:
      | namespace | acme |
    Then the answer lists actions:
      | name     | state     |
      | acme/one | available |
      | acme/two | archived  |
    When Ada lists actions:
      | state | archived |
    Then the answer lists actions:
      | name     |
      | acme/two |

  Scenario: An existing name is a conflict, unless the action is to be replaced
    Given the action "local/build":
      | description | The first |
    When Ada tries to create the action "local/build":
      | description | The second |
    Then it is refused: conflict
    And the refusal says "local/build"
    When Ada replaces the action "local/build":
      | description | The second |
    And Ada looks at the action "local/build"
    Then the answer shows:
      | description | The second |

  Scenario: An action that is not there is not found
    When Ada tries to look at the action "local/nowhere"
    Then it is refused: not found
    And the refusal says "local/nowhere"

  Scenario: Archiving is kept and may be repeated; the action's plans stay
    Given the action "local/build"
    And a plan "plan"
    When Ada archives the action "local/build"
    And Ada archives the action "local/build"
    And Ada looks at the action "local/build"
    Then the answer shows:
      | state | archived |
    When Ada looks at "plan"
    Then the answer shows:
      | action | local/build |

  Scenario Outline: A file that is wrong is refused with the place: <why> [X5]
    When Ada tries to create the action "local/wrong":
      | <key> | <value> |
    Then it is refused: invalid input
    And the refusal says "<says>"
    When Ada lists actions
    Then the answer lists no actions

    Examples:
      | why                               | key                | value                                                        | says                 |
      | an unknown key                    | colour             | red                                                          | colour               |
      | an unknown key below              | arguments          | [{"name":"a","type":"string","colour":"red"}]                | arguments[0].colour  |
      | a hyphen in an argument's name    | arguments          | [{"name":"dry-run","type":"boolean"}]                        | arguments[0].name    |
      | two arguments of one name         | arguments          | [{"name":"a","type":"string"},{"name":"a","type":"list"}]    | arguments[1].name    |
      | a type that does not exist        | arguments          | [{"name":"a","type":"date"}]                                 | arguments[0].type    |
      | a default against its own rules   | arguments          | [{"name":"a","type":"integer","default":10,"max":9}]         | arguments[0].default |
      | a default of another type         | arguments          | [{"name":"a","type":"integer","default":"ten"}]              | arguments[0].default |
      | a placeholder without argument    | description        | Build {what}                                                 | {what}               |
      | a required key that is missing    | definition_of_done | nothing                                                      | definition_of_done   |
      | an actor without a namespace      | strategy_actor     | a b                                                          | strategy_actor       |
      | a safety rule that is none        | safety_profile     | {"require_sandboxes":true}                                   | safety_profile       |
      | a state that does not exist       | state              | retired                                                      | state                |

  Scenario: An action may name a profile that is registered later; a plan may not be made before [P8] [X5]
    Given the action "local/build":
      | automation_profile | acme/house |
    When Ada tries to use "local/build" as "plan"
    Then it is refused: invalid input "unknown_profile"
    And the refusal says "acme/house"
    And the refusal says "balanced"
    And there are no plans
    Given the profile "acme/house" like "review"
    When Ada uses "local/build" as "plan"
    Then "plan" shows:
      | automation_profile | {"profile_name":"acme/house","provenance":"action"} |

  Scenario: A provider's namespace is refused for actions
    When Ada tries to create the action "anthropic/build"
    Then it is refused: invalid input
    And the refusal says "anthropic"
