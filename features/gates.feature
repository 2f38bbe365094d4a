Feature: Gates
  A gate lets a plan on by itself, waits for a person, or refuses; and it writes down which rule decided.

  Scenario Outline: Under <profile>, workers alone bring a plan to <end> [X1] [X2]
    Given a plan "plan" under "<profile>"
    When the worker works until there is nothing to do
    Then "plan" is at <end>

    Examples:
      | profile    | end                 |
      | manual     | action/queued       |
      | review     | execute/complete    |
      | supervised | strategize/complete |
      | balanced   | strategize/complete |
      | cautious   | action/queued       |
      | trusted    | execute/complete    |
      | auto       | execute/complete    |
      | ci         | apply/applied       |
      | full-auto  | apply/applied       |

  Scenario: Under manual every gate waits for a person, and a person's command opens it [X1]
    Given a plan "plan" under "manual"
    Then "plan" waits for approval of strategize
    When Ada advances "plan" to strategize
    Then "plan" is at strategize/queued
    When the worker works until there is nothing to do
    Then "plan" is at strategize/complete
    And "plan" waits for approval of execute
    When Ada advances "plan" to execute
    And the worker works until there is nothing to do
    Then "plan" waits for approval of apply
    When Ada advances "plan" to apply
    And the worker works until there is nothing to do
    Then "plan" is at apply/applied

  Scenario Outline: Under balanced a worker's confidence of <confidence> leads to <end>
    Given a plan "plan" under "balanced" at strategize/processing
    When the worker completes "plan":
      | confidence | <confidence> |
    Then the answer shows:
      | phase | <phase> |
      | state | <state> |

    Examples:
      | confidence | phase      | state    | end                 |
      | 0.79       | strategize | complete | strategize/complete |
      | 0.8        | execute    | queued   | execute/queued      |
      | 0.80       | execute    | queued   | execute/queued      |
      | 1          | execute    | queued   | execute/queued      |
      | 0          | strategize | complete | strategize/complete |
      | nothing    | strategize | complete | strategize/complete |

  Scenario Outline: Under balanced an agent's confidence of <confidence> at the gate of execute
    Given a plan "plan" under "balanced" at strategize/complete
    When the agent tries to advance "plan":
      | to         | execute      |
      | confidence | <confidence> |
    Then it is refused: approval needed "approval_required"
    And the refusal says "<says>"
    And "plan" is at strategize/complete

    Examples:
      | confidence | says            |
      | 0.79       | at least 0.8    |
      | nothing    | at least 0.8    |

  Scenario: Under balanced an agent with a confidence of 0.80 goes on
    Given a plan "plan" under "balanced" at strategize/complete
    When the agent advances "plan":
      | to         | execute |
      | confidence | 0.80    |
    Then "plan" is at execute/queued
    And the answer shows:
      | decision.outcome    | automatic |
      | decision.confidence | 0.8       |

  Scenario: A confidence belongs to its own event and is never remembered
    Given a plan "plan" under "balanced" at strategize/complete
    When the agent checks "plan":
      | operation  | execute |
      | confidence | 0.99    |
    Then the gate answers automatic by threshold
    When the agent tries to advance "plan" to execute
    Then it is refused: approval needed "approval_required"
    And "plan" is at strategize/complete

  Scenario Outline: A confidence that is none is refused: <confidence> [X5]
    Given a plan "plan" under "balanced" at strategize/complete
    And the ledger is remembered
    When the agent tries to advance "plan":
      | to         | execute      |
      | confidence | <confidence> |
    Then it is refused: invalid input
    And the refusal says "confidence"
    And the ledger is as it was

    Examples:
      | confidence |
      | 1.01       |
      | -0.1       |
      | NaN        |

  Scenario: An agent's waiting advance changes nothing but the decision record
    Given a plan "plan" under "manual"
    And "plan" shows:
      | version | 1 |
    When the agent tries to advance "plan":
      | to         | strategize |
      | confidence | 1          |
    Then it is refused: approval needed "approval_required"
    And "plan" shows:
      | version | 1 |
    And the decisions of "plan" are:
      | operation  | outcome        | rule      | confidence | actor         |
      | strategize | needs_approval | threshold | null       | user:ada      |
      | strategize | needs_approval | threshold | 1          | agent:planner |

  Scenario: A person's command is the approval and is recorded as such
    Given a plan "plan" under "manual"
    When Ben advances "plan" to strategize
    Then the decisions of "plan" are:
      | operation  | outcome        | rule      | threshold.name  | threshold.value | actor    |
      | strategize | needs_approval | threshold | auto_strategize | 1               | user:ada |
      | strategize | approved       | threshold | auto_strategize | 1               | user:ben |

  Scenario: A decision names the frozen rules that it was made by
    Given a plan "plan" under "ci"
    Then the decisions of "plan" are:
      | operation  | outcome   | snapshot_digest      | would_be_automatic_if |
      | strategize | automatic | the digest of "plan" | null                  |

  Scenario: `explain` says what was asked, what decided, what would have been enough, who may approve and how
    Given a plan "plan" under "balanced" at strategize/processing
    When the worker completes "plan":
      | confidence | 0.79 |
    And Ada asks to explain "plan":
      | operation | execute |
    Then the answer shows:
      | plan_id                            | #plan                                        |
      | decisions.length                   | 1                                            |
      | decisions[0].operation             | execute                                      |
      | decisions[0].threshold             | {"name":"auto_execute","value":0.8}          |
      | decisions[0].confidence            | 0.79                                         |
      | decisions[0].outcome               | needs_approval                               |
      | decisions[0].rule                  | threshold                                    |
      | decisions[0].would_be_automatic_if | /0.8/                                        |
      | decisions[0].approvers             | ["user:*"]                                   |
      | decisions[0].next_command          | /plan execute .*#plan.short/                 |

  Scenario: `check` writes its decision record and nothing else
    Given a plan "plan" under "balanced" at strategize/queued
    And "plan" shows:
      | version | 2 |
    When the agent checks "plan":
      | operation  | spawn |
      | confidence | 0.9   |
    Then the gate answers automatic by threshold
    And "plan" shows:
      | version | 2      |
      | state   | queued |
    And the decisions of "plan" are:
      | operation  | outcome   | confidence |
      | strategize | automatic | null       |
      | spawn      | automatic | 0.9        |

  Scenario: A dry check writes not even that
    Given a plan "plan" under "balanced"
    And the ledger is remembered
    When the agent checks "plan":
      | operation | fix-validation |
      | dry_run   | true           |
    Then the gate answers needs_approval by threshold
    And the ledger is as it was

  Scenario Outline: `check` ends with <exit> when the gate answers <outcome>
    Given the profile "acme/guarded" like "balanced":
      | guards.tool_denylist | ["rm"] |
    And a plan "plan" under "acme/guarded"
    When the agent checks "plan":
      | operation | <operation> |
      | tool      | <tool>      |
    Then the gate answers <outcome> by <rule>
    And the exit code is <exit>

    Examples:
      | operation      | tool    | outcome        | rule          | exit |
      | tool           | ls      | automatic      | guards        | 0    |
      | fix-validation | nothing | needs_approval | threshold     | 5    |
      | tool           | rm      | refused        | tool_denylist | 4    |

  Scenario Outline: A decision about a phase is legal only in that phase: <operation> at <place>
    Given a plan "plan" under "ci" at <place>
    When the agent tries to check "plan":
      | operation | <operation> |
    Then it is refused: conflict
    And the refusal says "<place>"

    Examples:
      | operation         | place                |
      | decide-execute    | strategize/queued    |
      | decide-strategize | execute/queued       |
      | decide-execute    | apply/queued         |

  Scenario Outline: Every operation is held against its own threshold: <operation>
    Given the profile "acme/one" like "ci":
      | <threshold> | 0.5 |
    And a plan "plan" under "acme/one" at <place>
    When the agent checks "plan":
      | operation  | <operation> |
      | confidence | 0.49        |
    Then the gate answers needs_approval by threshold
    And the answer shows:
      | decision.threshold | {"name":"<threshold>","value":0.5} |
    When the agent checks "plan":
      | operation  | <operation> |
      | confidence | 0.5         |
    Then the gate answers automatic by threshold

    Examples:
      | operation          | threshold                 | place             |
      | strategize         | auto_strategize           | action/queued     |
      | execute            | auto_execute              | strategize/queued |
      | apply              | auto_apply                | strategize/queued |
      | decide-strategize  | auto_decisions_strategize | strategize/queued |
      | decide-execute     | auto_decisions_execute    | execute/queued    |
      | fix-validation     | auto_validation_fix       | strategize/queued |
      | revise-strategy    | auto_strategy_revision    | strategize/queued |
      | revert-apply       | auto_reversion_from_apply | strategize/queued |
      | spawn              | auto_child_plans          | strategize/queued |
      | retry              | auto_retry_transient      | strategize/queued |
      | restore-checkpoint | auto_checkpoint_restore   | strategize/queued |

  Scenario: A check of a tool must name it, and a finished plan has no gates
    Given a plan "plan" under "ci"
    When the agent tries to check "plan":
      | operation | tool |
    Then it is refused: invalid input
    And the refusal says "tool"
    When Ada cancels "plan"
    And the agent tries to check "plan":
      | operation | apply |
    Then it is refused: conflict
