Feature: Creating plans
  A plan is made from an action by `use`. It holds its rules, frozen, from that moment on.

  Background:
    Given the action "local/build"

  Scenario: A new plan is a root of its own [R1]
    When Ada uses "local/build" as "plan"
    And Ada looks at "plan"
    Then the answer shows:
      | plan_id        | /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/ |
      | root_plan_id   | #plan                           |
      | parent_plan_id | null                            |
      | action         | local/build                     |
      | attempt        | 1                               |
      | children.total | 0                               |

  @process
  Scenario: What `use` answers [X8]
    Given the action "local/greet":
      | automation_profile | manual                                                |
      | estimation_actor   | local/estimator                                       |
      | arguments          | [{"name":"who","type":"string","default":"the team"}] |
    When Ada uses "local/greet" as "plan"
    Then the answer shows:
      | plan_id                          | #plan                |
      | phase                            | action               |
      | state                            | queued               |
      | action                           | local/greet          |
      | projects                         | ["local/app"]        |
      | automation_profile               | manual               |
      | attempt                          | 1                    |
      | inputs                           | {"who":"the team"}   |
      | actors.strategy                  | local/strategist     |
      | actors.execution                 | local/executor       |
      | actors.estimation                | local/estimator      |
      | automation                       | {"profile":"manual","source":"action","read_only":false} |
      | next_steps.length                | *                    |
      | waiting_for.kind                 | approval             |
      | waiting_for.operation            | strategize           |
      | waiting_for.threshold.name       | auto_strategize      |
      | waiting_for.threshold.value      | 1                    |
      | waiting_for.decision_id          | *                    |

  Scenario: Where no level names a profile, balanced is written down as the global one [P3]
    When Ada uses "local/build" as "plan"
    Then "plan" shows:
      | automation_profile.profile_name     | balanced             |
      | automation_profile.provenance       | global               |
      | effective_profile_snapshot.state    | captured             |
      | effective_profile_snapshot.profile.name | balanced         |
      | effective_profile_snapshot.digest   | /^[0-9a-f]{64}$/     |

  Scenario: The default chosen by hand is told apart from no choice [P3]
    When Ada uses "local/build" as "plan":
      | automation_profile | balanced |
    Then "plan" shows:
      | automation_profile.profile_name | balanced |
      | automation_profile.provenance   | plan     |

  Scenario Outline: The strongest level that names a profile wins: <provenance> <profile>
    Given the action "local/levels":
      | automation_profile | <action> |
    And the automation profile of project "local/app" is <project>
    And the automation profile of the ledger is <setting>
    And PLANWRIGHT_AUTOMATION_PROFILE is <environment>
    When Ada uses "local/levels" as "plan":
      | automation_profile | <plan> |
    Then "plan" shows:
      | automation_profile.profile_name | <profile>    |
      | automation_profile.provenance   | <provenance> |

    Examples:
      | plan    | action  | project   | setting   | environment | profile   | provenance |
      | manual  | review  | "trusted" | "auto"    | "ci"        | manual    | plan       |
      | nothing | review  | "trusted" | "auto"    | "ci"        | review    | action     |
      | nothing | nothing | "trusted" | "auto"    | "ci"        | trusted   | project    |
      | nothing | nothing | not set   | "auto"    | "ci"        | auto      | global     |
      | nothing | nothing | not set   | not set   | "ci"        | ci        | global     |
      | nothing | nothing | not set   | not set   | not set     | balanced  | global     |

  Scenario Outline: The frozen rules are the profile as it was resolved: <profile> [S1]
    Given the profile "acme/house" like "cautious":
      | auto_execute         | 0.42                    |
      | max_cost_per_plan    | 12.5                    |
      | guards.tool_denylist | ["rm","curl*","rm"]     |
    When Ada uses "local/build" as "plan":
      | automation_profile | <profile> |
    Then the frozen rules of "plan" are the profile "<profile>"

    Examples:
      | profile    |
      | manual     |
      | review     |
      | supervised |
      | balanced   |
      | cautious   |
      | trusted    |
      | auto       |
      | ci         |
      | full-auto  |
      | acme/house |

  Scenario: Equal rules have equal digests, whoever named them
    Given a plan "one" under "review"
    And the automation profile of the ledger is "review"
    When Ada uses "local/build" as "two"
    Then "two" shows:
      | automation_profile.provenance     | global                                   |
      | effective_profile_snapshot.digest | the digest of "one"                      |

  Scenario: An action's safety rules are frozen on top of the resolved profile [S1]
    Given the action "local/careful":
      | safety_profile | {"require_human_approval":true,"max_cost_per_plan":5} |
    When Ada uses "local/careful" as "plan":
      | automation_profile | ci |
    And Ada looks at the snapshot of "plan"
    Then the answer shows:
      | profile.name                   | ci                                                    |
      | profile.require_human_approval | true                                                  |
      | profile.max_cost_per_plan      | 5                                                     |
      | profile.require_sandbox        | true                                                  |
      | resolution.safety_profile      | {"require_human_approval":true,"max_cost_per_plan":5} |

  Scenario: An action's safety rules may only tighten
    Given the action "local/careless":
      | safety_profile | {"require_sandbox":false,"allow_unsafe_tools":true} |
    When Ada tries to use "local/careless" as "plan":
      | automation_profile | ci |
    Then it is refused: conflict "loosens"
    And the refusal says "require_sandbox"
    And the refusal says "allow_unsafe_tools"
    And there are no plans

  @process
  Scenario: An unknown profile is refused with the names there are, and nothing is left behind [P8] [X5]
    Given the profile "acme/house" like "review"
    And the ledger is remembered
    When Ada tries to use "local/build" as "plan":
      | automation_profile | acme/hose |
    Then it is refused: invalid input "unknown_profile"
    And the refusal says "acme/hose"
    And the refusal says "balanced"
    And the refusal says "acme/house"
    And the ledger is as it was

  Scenario: An unknown profile at the winning level never falls through to a weaker one [P8] [X5]
    Given PLANWRIGHT_AUTOMATION_PROFILE is "no-such-profile"
    And the ledger is remembered
    When Ada tries to use "local/build" as "plan"
    Then it is refused: invalid input "unknown_profile"
    And the refusal says "no-such-profile"
    And the ledger is as it was

  Scenario: A custom profile that is registered resolves [P8]
    Given the profile "acme/house" like "review"
    When Ada uses "local/build" as "plan":
      | automation_profile | acme/house |
    Then "plan" shows:
      | automation_profile.profile_name | acme/house           |
      | state                           | queued               |
      | phase                           | strategize           |

  Scenario: An empty name is an error at the plan, not the absence of one [P6]
    When Ada tries to use "local/build" as "plan":
      | automation_profile | "" |
    Then it is refused: invalid input "empty_name"
    And there are no plans

  Scenario: An empty name in the environment is an error even where it would not win [P6]
    Given PLANWRIGHT_AUTOMATION_PROFILE is ""
    When Ada tries to use "local/build" as "plan":
      | automation_profile | manual |
    Then it is refused: invalid input
    And there are no plans

  Scenario: Of several projects, one that names a profile is enough
    Given the automation profile of project "local/web" is "review"
    When Ada uses "local/build" as "plan":
      | projects | ["local/app","local/web"] |
    Then "plan" shows:
      | automation_profile | {"profile_name":"review","provenance":"project"} |

  Scenario: Projects that name different profiles leave the choice to the caller
    Given the automation profile of project "local/app" is "ci"
    And the automation profile of project "local/web" is "manual"
    When Ada tries to use "local/build" as "plan":
      | projects | ["local/app","local/web"] |
    Then it is refused: conflict "disagree"
    And the refusal says "local/web"
    And there are no plans
    When Ada uses "local/build" as "plan":
      | projects           | ["local/app","local/web"] |
      | automation_profile | review                    |
    Then "plan" shows:
      | automation_profile.provenance | plan |

  Scenario: Later edits and removal of a profile leave the frozen rules byte for byte [S9]
    Given the profile "acme/house" like "review"
    And a plan "plan" under "acme/house"
    And the snapshot of "plan" is remembered
    When Ada replaces the profile "acme/house":
      | auto_apply | 0 |
    Then the snapshot of "plan" is as it was
    When Ada removes the profile "acme/house"
    Then the snapshot of "plan" is as it was
    And "plan" shows:
      | automation_profile.profile_name   | acme/house |
      | effective_profile_snapshot.state  | captured   |

  Scenario: An agent may use an action; the gate is the same for everybody [X2]
    When the agent uses "local/build" as "plan":
      | automation_profile | manual |
    Then "plan" is at action/queued
    When Ada uses "local/build" as "hers":
      | automation_profile | manual |
    Then "hers" is at action/queued

  Scenario: The name of a plan is made from its action and id where none is given
    When Ada uses "local/build" as "plan"
    Then the record of "plan" shows:
      | name | local/build-#plan.short.lower |

  Scenario Outline: A plan's name: <given>
    When Ada uses "local/build" as "plan":
      | name | <given> |
    And Ada lists plans:
      | pattern | <whole> |
    Then the answer lists plans:
      | plan_id |
      | #plan   |

    Examples:
      | given               | whole               |
      | nightly             | local/nightly       |
      | acme/nightly        | acme/nightly        |
      | forge:acme/Nightly1 | forge:acme/Nightly1 |

  Scenario: Two plans may have the same name; ids address plans
    When Ada uses "local/build" as "one":
      | name | acme/nightly |
    And Ada uses "local/build" as "two":
      | name | acme/nightly |
    And Ada lists plans:
      | pattern | acme/nightly |
    Then the answer lists plans:
      | plan_id |
      | #two    |
      | #one    |

  Scenario Outline: A name that is none is refused and nothing is left behind: <what> [X5]
    When Ada tries to use "local/build" as "plan":
      | <key> | <value> |
    Then it is refused: invalid input
    And the refusal says "<says>"
    And there are no plans

    Examples:
      | what                        | key             | value                     | says       |
      | a provider's namespace      | name            | openai/nightly            | openai     |
      | a provider's project        | projects        | ["amazon/app"]            | amazon     |
      | a space in a name           | name            | acme/a b                  | name       |
      | a part that is too long     | name            | acme/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx| name       |
      | a project twice             | projects        | ["app","local/app"]       | local/app  |
      | a blank invariant           | invariants      | [" "]                     | invariants |

  Scenario: Projects may have aliases, each once
    When Ada uses "local/build" as "plan":
      | projects        | ["local/app","acme/web"]                  |
      | project_aliases | {"local/app":"core","acme/web":"site"}    |
    Then "plan" shows:
      | projects | ["local/app","acme/web"] |
    And the record of "plan" shows:
      | projects[0].alias | core |
      | projects[1].alias | site |
    When Ada tries to use "local/build" as "other":
      | projects        | ["local/app","acme/web"]                  |
      | project_aliases | {"local/app":"core","acme/web":"core"}    |
    Then it is refused: invalid input
    And the refusal says "alias"

  Scenario: Invariants of the action come first, then the plan's own
    Given the action "local/strict":
      | invariants | ["Tests stay green"] |
    When Ada uses "local/strict" as "plan":
      | automation_profile | full-auto                               |
      | invariants         | ["Never touch billing","Keep the API"]  |
    And the worker claims work
    Then the answer shows:
      | plan_id              | #plan               |
      | invariants[0].text   | Tests stay green    |
      | invariants[0].source | action              |
      | invariants[1].text   | Never touch billing |
      | invariants[1].source | plan                |
      | invariants[2].text   | Keep the API        |
      | invariants.length    | 3                   |

  Scenario: An action that is archived or unknown makes no plan [X5]
    Given the action "local/old"
    And Ada archives the action "local/old"
    When Ada tries to use "local/old" as "plan"
    Then it is refused: conflict
    And the refusal says "archived"
    When Ada tries to use "local/nowhere" as "plan"
    Then it is refused: not found
    And the refusal says "local/nowhere"
    And there are no plans
