Feature: Trees
  Plans form trees; a whole tree is asked, cancelled and deleted as one.

  Scenario: At every depth the root is the top ancestor [R1] [R2] [R3] [R5]
    Given a plan "top" under "full-auto"
    And a child "one" of "top"
    And a child "two" of "one"
    And a child "three" of "two"
    Then "top" shows:
      | root_plan_id   | #top |
      | parent_plan_id | null |
    And "one" shows:
      | root_plan_id   | #top |
      | parent_plan_id | #top |
    And "two" shows:
      | root_plan_id   | #top |
      | parent_plan_id | #one |
    And "three" shows:
      | root_plan_id   | #top |
      | parent_plan_id | #two |

  Scenario: A tree is shown nested, with what holds for all of it
    Given a plan "top" under "full-auto"
    And a child "left" of "top":
      | description | The left one |
    And a child "right" of "top"
    And a child "leaf" of "left"
    When Ada looks at the tree of "top"
    Then the answer shows:
      | plan_id                               | #top         |
      | tree.plan_id                          | #top         |
      | tree.phase                            | strategize   |
      | tree.state                            | queued       |
      | tree.children.length                  | 2            |
      | tree.children[0].plan_id              | #left        |
      | tree.children[0].description          | The left one |
      | tree.children[0].children[0].plan_id  | #leaf        |
      | tree.children[0].children[0].children | []           |
      | tree.children[1].plan_id              | #right       |
      | tree.children[1].children             | []           |
      | summary.nodes                         | 4            |
      | summary.depth                         | 2            |
      | summary.by_state.queued               | 4            |

  Scenario: A tree that is cut says how much is below, and the summary still counts everything
    Given a plan "top" under "full-auto"
    And a child "left" of "top"
    And a child "leaf" of "left"
    And a child "twig" of "leaf"
    When Ada looks at the tree of "top":
      | depth | 1 |
    Then the answer shows:
      | tree.children[0].plan_id     | #left |
      | tree.children[0].descendants | 2     |
      | tree.children[0].children    | []    |
      | summary.nodes                | 4     |
      | summary.depth                | 3     |

  Scenario: A subtree is a tree of its own
    Given a plan "top" under "full-auto"
    And a child "left" of "top"
    And a child "leaf" of "left"
    When Ada looks at the tree of "left"
    Then the answer shows:
      | tree.plan_id             | #left |
      | tree.children[0].plan_id | #leaf |
      | summary.nodes            | 2     |

  Scenario: A plan counts its children by state
    Given a plan "top" under "full-auto"
    And a child "one" of "top"
    And a child "two" of "top"
    And a child "grandchild" of "one"
    And Ada cancels "two"
    Then "top" shows:
      | children.total    | 2                           |
      | children.by_state | {"queued":1,"cancelled":1}  |

  Scenario: A child inherits what its parent has, the rules byte for byte [S1]
    Given the profile "acme/house" like "review":
      | auto_child_plans | 0 |
    And a plan "parent" under "acme/house":
      | projects        | ["local/app","acme/web"] |
      | project_aliases | {"acme/web":"site"}      |
      | invariants      | ["Keep the API"]         |
    And Ada replaces the profile "acme/house":
      | auto_child_plans | 1 |
    When the agent spawns "child" below "parent"
    Then "child" shows:
      | action                          | local/build |
      | projects                        | ["local/app","acme/web"] |
      | automation_profile.profile_name | acme/house  |
      | automation_profile.provenance   | plan        |
      | effective_profile_snapshot.digest | the digest of "parent" |
    And the record of "child" shows:
      | name              | null |
      | projects[1].alias | site |
      | invariants        | [{"text":"Keep the API","source":"plan"}] |
      | tags              | []   |
    And the snapshot of "child" is that of "parent"

  Scenario Outline: A child may be given rules that are nowhere looser: <child> below <parent> [S1]
    Given a plan "parent" under "<parent>"
    When Ada spawns "child" below "parent":
      | automation_profile | <child> |
    Then "child" shows:
      | automation_profile.profile_name | <child> |
      | automation_profile.provenance   | plan    |
    And the frozen rules of "child" are the profile "<child>"

    Examples:
      | parent    | child  |
      | full-auto | manual |
      | auto      | review |
      | ci        | ci     |

  Scenario: A child may not be given looser rules, and the refusal lists them [X5]
    Given the profile "acme/strict" like "manual":
      | require_human_approval             | true             |
      | max_cost_per_plan                  | 5                |
      | max_total_cost                     | 50               |
      | guards.max_total_cost              | 40               |
      | guards.max_tool_calls_per_step     | 3                |
      | guards.require_approval_for_apply  | true             |
      | guards.tool_denylist               | ["rm","dd"]      |
      | guards.tool_allowlist              | ["git*"]         |
      | guards.require_approval_for_writes | true             |
      | allowed_skill_categories           | ["docs"]         |
    And the profile "acme/loose" like "manual":
      | auto_apply                         | 0.99             |
      | require_sandbox                    | false            |
      | allow_unsafe_tools                 | true             |
      | max_cost_per_plan                  | 6                |
      | guards.max_total_cost              | 41               |
      | max_retries_per_step               | 4                |
      | guards.tool_denylist               | ["rm"]           |
      | guards.tool_allowlist              | ["git*","make"]  |
    And a plan "parent" under "acme/strict"
    And the ledger is remembered
    When Ada tries to spawn "child" below "parent":
      | automation_profile | acme/loose |
    Then it is refused: conflict
    And the refusal shows:
      | code          | loosens |
      | details.rules | ["auto_apply","require_sandbox","allow_unsafe_tools","require_human_approval","allowed_skill_categories","max_cost_per_plan","max_total_cost","max_retries_per_step","guards.tool_denylist","guards.tool_allowlist","guards.max_tool_calls_per_step","guards.max_total_cost","guards.require_approval_for_writes","guards.require_approval_for_apply"] |
    And the refusal does not say "auto_execute"
    And the ledger is as it was

  Scenario: A child is made from its own text where that is given
    Given the action "local/release":
      | description | Release {version}                       |
      | arguments   | [{"name":"version","type":"string"}]    |
    And a plan "parent":
      | action             | local/release     |
      | arguments          | {"version":"2.1"} |
      | automation_profile | full-auto         |
    And a child "plain" of "parent"
    And a child "own" of "parent":
      | description | Only the docs of {version} |
      | arguments   | {"version":"2.2"}          |
    When Ada looks at the tree of "parent"
    Then the answer shows:
      | tree.description             | Release 2.1          |
      | tree.children[0].description | Release 2.1          |
      | tree.children[1].description | Only the docs of 2.2 |

  Scenario Outline: The parent's gate is asked before an agent spawns: <profile> with <confidence> [X2]
    Given a plan "parent" under "<profile>"
    When the agent tries to spawn "child" below "parent":
      | confidence | <confidence> |
    Then <what>

    Examples:
      | profile  | confidence | what                                                 |
      | manual   | 1          | it is refused: approval needed "approval_required"   |
      | balanced | 0.79       | it is refused: approval needed "approval_required"   |
      | balanced | 0.8        | it succeeds                                          |
      | ci       | nothing    | it succeeds                                          |

  Scenario Outline: The confidence of a spawn counts at the child's first gate as well: <confidence>
    Given the profile "acme/house" like "ci":
      | auto_strategize | 0.6 |
    And a plan "parent" under "acme/house"
    When the agent spawns "child" below "parent":
      | confidence | <confidence> |
    Then "child" is at <place>

    Examples:
      | confidence | place             |
      | 0.6        | strategize/queued |
      | 0.59       | action/queued     |
      | nothing    | action/queued     |

  Scenario: A waiting spawn leaves the decision record and no child
    Given a plan "parent" under "manual"
    When the agent tries to spawn "child" below "parent"
    Then it is refused: approval needed
    And "parent" shows:
      | children.total | 0 |
    And the decisions of "parent" are:
      | operation  | outcome        | actor         |
      | strategize | needs_approval | user:ada      |
      | spawn      | needs_approval | agent:planner |

  Scenario Outline: Nothing is spawned below a plan that is <place>
    Given a plan "parent" under "manual" at <place>
    When Ada tries to spawn "child" below "parent"
    Then it is refused: conflict "wrong_state"

    Examples:
      | place            |
      | action/cancelled |
      | apply/applied    |

  Scenario: A child without a parent that exists is an error, never a root [R4]
    When Ada tries to spawn "child" below "01HZZZZZZZZZZZZZZZZZZZZZZZ"
    Then it is refused: not found
    And there are no plans

  Scenario: Cancelling takes everything unfinished below along, and says how many
    Given a plan "top" under "full-auto"
    And a child "done" of "top"
    And a child "left" of "top"
    And a child "leaf" of "left"
    And a child "busy" of "left"
    And Ada cancels "done"
    When Ada cancels "top":
      | reason | The project is over |
    Then the answer shows:
      | child_plans.cancelled        | 3 |
      | child_plans.already_finished | 1 |
    And "leaf" is at strategize/cancelled
    And "busy" is at strategize/cancelled
    And the history of "leaf" tells, among others:
      | type           | version | data.reason         | data.from                                | actor    |
      | plan.cancelled | 3       | The project is over | {"phase":"strategize","state":"queued"}  | user:ada |
    And the record of "leaf" shows:
      | completed_at | * |
      | version      | 3 |

  Scenario: Cancelling a subtree leaves the rest alone
    Given a plan "top" under "full-auto"
    And a child "left" of "top"
    And a child "leaf" of "left"
    And a child "right" of "top"
    When Ada cancels "left"
    Then "leaf" is at strategize/cancelled
    And "right" is at strategize/queued
    And "top" is at strategize/queued

  Scenario: A plan is not applied while a descendant is unfinished
    Given a plan "top" under "full-auto" at apply/processing
    And a child "one" of "top"
    And a child "two" of "one"
    And Ada cancels "two"
    When the worker tries to complete "top"
    Then it is refused: conflict "descendants_unfinished"
    And the refusal says "1 plan"
    When Ada cancels "one"
    And the worker completes "top"
    Then "top" is at apply/applied

  @process
  Scenario: A plan with descendants is deleted only as a tree
    Given a plan "top" under "full-auto"
    And a child "left" of "top"
    And a child "leaf" of "left"
    When Ada tries to delete "left"
    Then it is refused: conflict "has_descendants"
    When Ada deletes "leaf"
    Then "leaf" is gone
    When Ada deletes "top":
      | tree | true |
    Then the answer shows:
      | deleted | 2 |
    And "left" is gone
    And "top" is gone
    And there are no plans

  Scenario: A subtree is deleted, and the rest stays
    Given a plan "top" under "full-auto"
    And a child "left" of "top"
    And a child "leaf" of "left"
    And a child "right" of "top"
    When Ada deletes "left":
      | tree | true |
    Then "leaf" is gone
    When Ada looks at the tree of "top"
    Then the answer shows:
      | summary.nodes | 2 |

  Scenario: A childless root is deleted [D2]
    Given a plan "plan" under "full-auto"
    When Ada deletes "plan"
    Then "plan" is gone

  Scenario: Nothing is deleted while a worker is at work in it
    Given a plan "top" under "full-auto"
    And a child "busy" of "top"
    And the worker claims work
    And the worker claims work
    And "busy" is at strategize/processing
    When Ada tries to delete "top":
      | tree | true |
    Then it is refused: conflict "live_lease"
    And "top" is at strategize/processing

  @clock
  Scenario: A lost worker does not keep a tree from being deleted
    Given a plan "top" under "full-auto" at strategize/processing
    When 5 minutes pass
    And Ada deletes "top"
    Then "top" is gone

  Scenario: Deleting is for people and for whoever made the plan
    Given a plan "plan" under "full-auto"
    When the agent tries to delete "plan"
    Then it is refused: conflict
    And the refusal says "agent:planner"
    And "plan" is at strategize/queued
