Feature: The life cycle
  A plan goes through action, strategize, execute and apply; every row of the table of domain.md section 4.

  Scenario Outline: A person leads a plan from <from> to <to>
    Given a plan "plan" under "manual" at <from>
    When Ada advances "plan" to <phase>
    Then "plan" is at <to>

    Examples:
      | from                | phase      | to                |
      | action/queued       | strategize | strategize/queued |
      | strategize/complete | execute    | execute/queued    |
      | execute/complete    | apply      | apply/queued      |

  Scenario Outline: `plan <phase>` is `advance` under another name
    Given a plan "plan" under "manual" at <from>
    When Ada asks "plan <phase>":
      | id | #plan |
    Then "plan" is at <phase>/queued

    Examples:
      | from                | phase      |
      | action/queued       | strategize |
      | strategize/complete | execute    |
      | execute/complete    | apply      |

  Scenario Outline: A worker claims and completes <phase>
    Given a plan "plan" under "manual" at <phase>/queued
    When the worker claims work
    Then "plan" is at <phase>/processing
    When the worker completes "plan":
      | result | {"sandbox_refs":["sb-1"],"last_checkpoint_id":"cp-1"} |
    Then "plan" is at <phase>/<done>

    Examples:
      | phase      | done     |
      | strategize | complete |
      | execute    | complete |
      | apply      | applied  |

  Scenario Outline: A worker fails in <phase>, and a person tries again
    Given a plan "plan" under "manual" at <phase>/processing
    When the worker fails "plan":
      | category | infeasible           |
      | message  | It cannot be done    |
      | details  | {"needs":"a miracle"} |
    Then "plan" shows:
      | phase                  | <phase>           |
      | state                  | errored           |
      | error.message          | It cannot be done |
      | error.details.category | infeasible        |
      | error.details.phase    | <phase>           |
      | error.details.actor    | worker:one        |
      | error.details.needs    | a miracle         |
      | waiting_for.operation  | retry             |
    When Ada retries "plan"
    Then "plan" shows:
      | phase   | <phase> |
      | state   | queued  |
      | attempt | 2       |
      | error   | null    |

    Examples:
      | phase      |
      | strategize |
      | execute    |
      | apply      |

  Scenario Outline: A worker gives <phase> back unfinished
    Given a plan "plan" under "manual" at <phase>/processing
    When the worker releases "plan"
    Then "plan" shows:
      | phase   | <phase> |
      | state   | queued  |
      | attempt | 1       |

    Examples:
      | phase      |
      | strategize |
      | execute    |
      | apply      |

  Scenario: Applying may be constrained, and a person leads on or back [X6]
    Given a plan "plan" under "ci" at apply/processing
    When the worker constrains "plan"
    Then "plan" is at apply/constrained
    And "plan" waits for approval of retry
    When the agent tries to retry "plan":
      | confidence | 1 |
    Then it is refused: approval needed "approval_required"
    When Ada retries "plan"
    Then "plan" shows:
      | phase   | apply  |
      | state   | queued |
      | attempt | 2      |

  Scenario Outline: Only apply can be constrained, not <phase>
    Given a plan "plan" under "manual" at <phase>/processing
    When the worker tries to constrain "plan"
    Then it is refused: conflict "wrong_state"
    And "plan" is at <phase>/processing

    Examples:
      | phase      |
      | strategize |
      | execute    |

  Scenario: A failed validation keeps a plan from being applied, and nothing of the result is stored
    Given a plan "plan" under "ci" at apply/processing
    And the ledger is remembered
    When the worker tries to complete "plan":
      | result | {"validation_summary":{"required_failed":2},"changeset_id":"c-9"} |
    Then it is refused: conflict
    And the refusal says "2 required validations"
    And the ledger is as it was
    When the worker completes "plan":
      | result | {"validation_summary":{"required_failed":0,"optional_failed":3}} |
    Then "plan" is at apply/applied

  Scenario Outline: What is impossible at <place> is refused with what is possible [X6]
    Given a plan "plan" under "manual" at <place>
    And the ledger is remembered
    When Ada tries to <deed>
    Then it is refused: conflict "wrong_state"
    And the refusal says "<place>"
    And the refusal says "<possible>"
    And the ledger is as it was

    Examples:
      | place                 | deed                        | possible                                                |
      | action/queued         | retry "plan"                | advance, cancel                                         |
      | action/queued         | advance "plan" to execute   | advance, cancel                                         |
      | action/queued         | advance "plan" to apply     | advance, cancel                                         |
      | action/queued         | revert "plan"               | advance, cancel                                         |
      | strategize/queued     | advance "plan" to execute   | claim, cancel                                           |
      | strategize/queued     | revert "plan"               | claim, cancel                                           |
      | strategize/processing | retry "plan"                | complete, fail, release, reclaim, cancel                |
      | strategize/complete   | advance "plan" to apply     | advance, cancel                                         |
      | strategize/complete   | advance "plan" to strategize | advance, cancel                                        |
      | strategize/complete   | revert "plan"               | advance, cancel                                         |
      | strategize/errored    | revert "plan"               | retry, cancel                                           |
      | execute/queued        | revert "plan"               | claim, cancel                                           |
      | execute/processing    | advance "plan" to apply     | complete, fail, release, reclaim, cancel                |
      | execute/complete      | retry "plan"                | advance, revert, cancel                                 |
      | execute/errored       | advance "plan" to apply     | retry, revert, cancel                                   |
      | apply/queued          | retry "plan"                | claim, revert, cancel                                   |
      | apply/processing      | revert "plan"               | complete, constrain, fail, release, reclaim, cancel     |
      | apply/constrained     | advance "plan" to apply     | retry, revert, cancel                                   |
      | apply/errored         | reclaim "plan"              | retry, revert, cancel                                   |
      | apply/applied         | cancel "plan"               | nothing                                                 |
      | apply/applied         | revert "plan"               | nothing                                                 |
      | strategize/cancelled  | retry "plan"                | nothing                                                 |
      | strategize/cancelled  | cancel "plan"               | nothing                                                 |

  Scenario Outline: A plan at <place> can be cancelled and stays where it was
    Given a plan "plan" under "manual" at <place>
    When Ada cancels "plan":
      | reason | Not needed any more |
    Then the answer shows:
      | plan_id                      | #plan               |
      | phase                        | <phase>             |
      | state                        | cancelled           |
      | reason                       | Not needed any more |
      | cancelled_at                 | *                   |
      | child_plans.cancelled        | 0                   |
      | child_plans.already_finished | 0                   |

    Examples:
      | place                 | phase      |
      | action/queued         | action     |
      | strategize/queued     | strategize |
      | strategize/processing | strategize |
      | strategize/complete   | strategize |
      | strategize/errored    | strategize |
      | execute/queued        | execute    |
      | execute/processing    | execute    |
      | execute/complete      | execute    |
      | execute/errored       | execute    |
      | apply/queued          | apply      |
      | apply/processing      | apply      |
      | apply/constrained     | apply      |
      | apply/errored         | apply      |

  Scenario: A worker whose plan was cancelled is told so and changes nothing
    Given a plan "plan" under "manual" at execute/processing
    And Ada cancels "plan"
    When the worker tries to complete "plan":
      | result | {"changeset_id":"c-1"} |
    Then it is refused: conflict "lease_lost"
    And "plan" is at execute/cancelled

  Scenario: Cancelling is for people and for whoever made the plan
    Given a plan "plan" under "manual"
    When the agent tries to cancel "plan"
    Then it is refused: conflict
    And the refusal says "agent:planner"
    When the agent uses "local/build" as "own":
      | automation_profile | manual |
    And another agent tries to cancel "own"
    Then it is refused: conflict
    When the agent cancels "own"
    Then "own" is at action/cancelled

  Scenario: A plan's times tell its life
    Given a plan "plan" under "full-auto"
    When the worker works until there is nothing to do
    Then the record of "plan" shows:
      | created_at              | *    |
      | strategize_started_at   | *    |
      | strategize_completed_at | *    |
      | execute_started_at      | *    |
      | execute_completed_at    | *    |
      | apply_started_at        | *    |
      | applied_at              | *    |
      | completed_at            | *    |
