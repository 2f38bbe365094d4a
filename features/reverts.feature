Feature: Reverts
  A plan may be sent back to strategize, at most three times; a revert never goes forward.

  Scenario Outline: A person reverts from <place> [X6]
    Given a plan "plan" under "manual" at <place>
    When Ada reverts "plan":
      | reason | The strategy was wrong |
    Then the answer shows:
      | phase            | strategize  |
      | state            | queued      |
      | attempt          | 2           |
      | decision.outcome | approved    |
      | error            | null        |
    And the history of "plan" tells, among others:
      | type          | data.from             | data.reason            |
      | plan.reverted | <from>                | The strategy was wrong |

    Examples:
      | place             | from                                      |
      | execute/complete  | {"phase":"execute","state":"complete"}    |
      | execute/errored   | {"phase":"execute","state":"errored"}     |
      | apply/queued      | {"phase":"apply","state":"queued"}        |
      | apply/constrained | {"phase":"apply","state":"constrained"}   |
      | apply/errored     | {"phase":"apply","state":"errored"}       |

  Scenario: A revert clears what the attempt left, keeps the checkpoint, and the event keeps the rest
    Given a plan "plan" under "manual" at execute/processing
    And the worker completes "plan":
      | result | {"changeset_id":"c-1","sandbox_refs":["sb-1"],"last_checkpoint_id":"cp-1","last_completed_step":4,"validation_summary":{"required_failed":1},"cost":2} |
    When Ada reverts "plan"
    Then the record of "plan" shows:
      | changeset_id            | null |
      | sandbox_refs            | []   |
      | validation_summary      | null |
      | last_completed_step     | -1   |
      | last_checkpoint_id      | cp-1 |
      | strategize_started_at   | null |
      | strategize_completed_at | null |
      | execute_started_at      | null |
      | execute_completed_at    | null |
      | reversion_count         | 1    |
      | cost_total              | 2    |
    And the history of "plan" tells, among others:
      | type          | data.changeset_id | data.sandbox_refs | data.last_completed_step |
      | plan.reverted | c-1               | ["sb-1"]          | 4                        |

  Scenario: A revert cancels everything unfinished below
    Given a plan "plan" under "manual" at execute/complete
    And a child "child" of "plan"
    And a child "leaf" of "child"
    When Ada reverts "plan"
    Then "child" is at action/cancelled
    And "leaf" is at action/cancelled
    And the history of "leaf" tells, among others:
      | type           | data.reason     |
      | plan.cancelled | parent reverted |

  Scenario: The fourth revert is a conflict
    Given a plan "plan" under "ci"
    When Ada reverts "plan" from apply/queued 3 times
    Then "plan" shows:
      | attempt | 4          |
      | phase   | strategize |
    When "plan" is brought to apply/queued
    And the ledger is remembered
    And Ada tries to revert "plan"
    Then it is refused: conflict "reversion_limit"
    And the ledger is as it was

  Scenario Outline: An agent's revert is held against the threshold: <profile> at <place> with <confidence>
    Given a plan "plan" under "<profile>" at <place>
    When the agent tries to revert "plan":
      | confidence | <confidence> |
    Then <what>

    Examples:
      | profile  | place            | confidence | what                                               |
      | balanced | execute/complete | 0.89       | it is refused: approval needed "approval_required" |
      | balanced | execute/complete | 0.9        | it succeeds                                        |
      | balanced | execute/errored  | 0.9        | it succeeds                                        |
      | balanced | apply/queued     | 1          | it is refused: approval needed "approval_required" |
      | trusted  | execute/complete | 1          | it is refused: approval needed "approval_required" |
      | auto     | execute/complete | nothing    | it succeeds                                        |
      | auto     | apply/queued     | nothing    | it succeeds                                        |

  Scenario: After a revert the plan is worked on again
    Given a plan "plan" under "ci" at apply/errored
    When Ada reverts "plan"
    And the worker works until there is nothing to do
    Then "plan" is at apply/applied
