Feature: Automation profiles
  Nine profiles are built in; teams register their own.

  Scenario: The built-in profiles are there, in their order
    When Ada lists profiles
    Then the answer lists profiles:
      | name       | source   |
      | manual     | built-in |
      | review     | built-in |
      | supervised | built-in |
      | balanced   | built-in |
      | cautious   | built-in |
      | trusted    | built-in |
      | auto       | built-in |
      | ci         | built-in |
      | full-auto  | built-in |

  Scenario Outline: The rules of <name>
    When Ada looks at the profile "<name>"
    Then the answer shows:
      | auto_strategize           | <strategize> |
      | auto_execute              | <execute>    |
      | auto_apply                | <apply>      |
      | auto_decisions_strategize | <d-strat>    |
      | auto_decisions_execute    | <d-exec>     |
      | auto_validation_fix       | <fix>        |
      | auto_strategy_revision    | <revise>     |
      | auto_reversion_from_apply | <revert>     |
      | auto_child_plans          | <spawn>      |
      | auto_retry_transient      | <retry>      |
      | auto_checkpoint_restore   | <restore>    |
      | require_sandbox           | <sandbox>    |
      | require_checkpoints       | <sandbox>    |
      | allow_unsafe_tools        | <unsafe>     |
      | max_retries_per_step      | 3            |
      | schema_version            | 1.0          |

    Examples:
      | name       | strategize | execute | apply | d-strat | d-exec | fix | revise | revert | spawn | retry | restore | sandbox | unsafe |
      | manual     | 1          | 1       | 1     | 1       | 1      | 1   | 1      | 1      | 1     | 1     | 1       | true    | false  |
      | review     | 0          | 0       | 1     | 1       | 1      | 1   | 1      | 1      | 1     | 0     | 1       | true    | false  |
      | supervised | 0          | 1       | 1     | 0       | 1      | 1   | 1      | 1      | 1     | 0     | 1       | true    | false  |
      | balanced   | 0          | 0.8     | 1     | 0       | 0.8    | 0.8 | 0.9    | 1      | 0.8   | 0     | 0.8     | true    | false  |
      | cautious   | 0.6        | 0.8     | 1     | 0.6     | 0.7    | 0.7 | 0.9    | 1      | 0.8   | 0.5   | 0.8     | true    | false  |
      | trusted    | 0          | 0       | 1     | 0       | 0      | 0   | 1      | 1      | 0     | 0     | 0       | true    | false  |
      | auto       | 0          | 0       | 1     | 0       | 0      | 0   | 0      | 0      | 0     | 0     | 0       | true    | false  |
      | ci         | 0          | 0       | 0     | 0       | 0      | 0   | 0      | 0      | 0     | 0     | 0       | true    | false  |
      | full-auto  | 0          | 0       | 0     | 0       | 0      | 0   | 0      | 0      | 0     | 0     | 0       | false   | true   |

  Scenario: A custom profile is registered, shown and listed after the built-in ones
    Given the profile "acme/late" like "review"
    And the profile "acme/early" like "review":
      | description          | Nobody works before ten |
      | guards.tool_denylist | ["rm"]                  |
    When Ada looks at the profile "acme/early"
    Then the answer shows:
      | source               | custom                  |
      | description          | Nobody works before ten |
      | guards.tool_denylist | ["rm"]                  |
    When Ada lists profiles
    Then the answer shows:
      | profiles[8].name  | full-auto  |
      | profiles[9].name  | acme/early |
      | profiles[10].name | acme/late  |
      | profiles.length   | 11         |

  Scenario: A threshold may be given under its other name
    When Ada adds the profile "acme/house" like "review":
      | auto_apply  | nothing |
      | select_tool | 0.25    |
    And Ada looks at the profile "acme/house"
    Then the answer shows:
      | auto_apply | 0.25 |

  Scenario Outline: A file that is wrong is refused with the place: <why> [X5]
    When Ada tries to add the profile "acme/house" like "review":
      | <key> | <value> |
    Then it is refused: invalid input
    And the refusal says "<says>"
    When Ada lists profiles
    Then the answer shows:
      | profiles.length | 9 |

    Examples:
      | why                             | key                       | value                    | says                   |
      | a threshold under both names    | select_tool               | 0.25                     | select_tool            |
      | a threshold that is missing     | auto_checkpoint_restore   | nothing                  | auto_checkpoint_restore |
      | a threshold above 1             | auto_apply                | 1.01                     | auto_apply             |
      | a threshold below 0             | auto_apply                | -0.01                    | auto_apply             |
      | a threshold that is no number   | auto_apply                | "1"                      | auto_apply             |
      | an unknown key                  | auto_everything           | 1                        | auto_everything        |
      | nested safety rules             | safety                    | {"require_sandbox":true} | safety.require_sandbox |
      | an unknown guard                | guards.tool_greylist      | []                       | guards.tool_greylist   |
      | a built-in source               | source                    | built-in                 | source                 |

  Scenario: The cap of a plan's cost is at most that of its tree [X5]
    When Ada tries to add the profile "acme/house" like "review":
      | max_cost_per_plan | 3 |
      | max_total_cost    | 2 |
    Then it is refused: invalid input
    And the refusal says "max_cost_per_plan"

  Scenario Outline: A name is refused: <name>
    When Ada tries to add the profile "<name>" like "review"
    Then it is refused
    And the refusal says "<says>"

    Examples:
      | name           | says     |
      | manual         | built-in |
      | house          | built-in |
      | local/manual   | built-in |
      | google/house   | google   |

  Scenario: Built-in profiles cannot be removed
    When Ada tries to remove the profile "balanced"
    Then it is refused: conflict "read_only_profile"
    And the refusal says "built-in"

  Scenario: An existing name is a conflict, unless the profile is to be replaced
    Given the profile "acme/house" like "review"
    When Ada tries to add the profile "acme/house" like "manual"
    Then it is refused: conflict
    When Ada replaces the profile "acme/house":
      | auto_apply | 0.5 |
    And Ada looks at the profile "acme/house"
    Then the answer shows:
      | auto_apply | 0.5 |

  Scenario: A profile that is not there cannot be removed or shown
    When Ada tries to remove the profile "acme/nowhere"
    Then it is refused: not found
    And the refusal says "acme/nowhere"
    When Ada tries to look at the profile "acme/nowhere"
    Then it is refused: not found
    And the refusal says "acme/nowhere"

  Scenario: Only a person changes profiles
    Given the profile "acme/house" like "review"
    When the agent tries to add the profile "acme/mine" like "full-auto"
    Then it is refused: conflict "person_required"
    And the refusal says "agent:planner"
    When the agent tries to remove the profile "acme/house"
    Then it is refused: conflict
    When the worker tries to replace the profile "acme/house":
      | auto_apply | 0 |
    Then it is refused: conflict
    And the profile "acme/house" is like "review"

  Scenario: Two profiles are compared rule by rule
    Given the profile "acme/house" like "review":
      | auto_apply      | 0.5   |
      | require_sandbox | false |
    When Ada compares "review" with "acme/house"
    Then the answer lists differences:
      | rule            | left | right |
      | auto_apply      | 1    | 0.5   |
      | require_sandbox | true | false |

  Scenario: A profile is compared with what a plan was frozen with
    Given the profile "acme/house" like "review"
    And a plan "plan" under "acme/house"
    And Ada replaces the profile "acme/house":
      | auto_apply | 0.5 |
    When Ada compares "plan:#plan" with "acme/house"
    Then the answer lists differences:
      | rule       | left | right |
      | auto_apply | 1    | 0.5   |
    When Ada compares "plan:#plan.short" with "review"
    Then the answer lists no differences
