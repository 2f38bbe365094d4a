Feature: Plans whose rules are not known
  Plans of an adopted ledger have no frozen rules, and a stored text may be damaged. Nothing moves such a plan until a
  person captures rules for it.

  Scenario: An adopted plan is shown as not captured, never as a profile [S5] [S8]
    Given an adopted plan "old" at strategize/queued
    Then "old" shows:
      | effective_profile_snapshot.state   | not_captured |
      | effective_profile_snapshot.digest  | null         |
      | effective_profile_snapshot.profile | null         |
      | effective_profile_snapshot.length  | 2            |
      | automation_profile.profile_name    | balanced     |
      | waiting_for.kind                   | capture      |
      | waiting_for.next_command           | /plan capture/ |

  Scenario Outline: Whatever would move an adopted plan is refused, and the refusal names the way out: <deed> [X6]
    Given an adopted plan "old" at <place>
    And the ledger is remembered
    When Ada tries to <deed>
    Then it is refused: conflict "not_captured"
    And the refusal says "plan capture"
    And the ledger is as it was

    Examples:
      | place               | deed                        |
      | action/queued       | advance "old" to strategize |
      | strategize/complete | advance "old" to execute    |
      | execute/errored     | retry "old"                 |
      | execute/complete    | revert "old"                |
      | strategize/queued   | spawn "child" below "old"   |

  Scenario: A gate of an adopted plan cannot be asked
    Given an adopted plan "old" at strategize/queued
    When the agent tries to check "old":
      | operation | apply |
    Then it is refused: conflict "not_captured"

  Scenario: Claims pass over adopted plans
    Given an adopted plan "old" at strategize/queued
    And a plan "new" under "full-auto"
    When the worker claims work
    Then the worker gets "new"
    When the worker claims work
    Then the worker gets nothing

  Scenario: An adopted plan that was being worked on counts as lost, and asking for work gives it back [X6]
    Given an adopted plan "old" at strategize/processing
    And an adopted plan "other" at execute/processing
    When Ada reclaims "other"
    Then "other" is at execute/queued
    When the worker claims work
    Then the worker gets nothing
    And "old" is at strategize/queued
    And the history of "old" tells, among others:
      | type           | data.lost_worker | actor      |
      | plan.reclaimed | null             | worker:one |

  Scenario: Rules are captured for a plan whose worker is lost, and then it is worked on
    Given an adopted plan "old" at execute/processing
    When Ada captures "old":
      | automation_profile | full-auto |
    Then "old" is at execute/processing
    When the worker claims work
    Then the worker gets "old"

  Scenario: Only a person moves an adopted plan out of an impossible place [X6]
    Given an adopted plan "old" at action/processing
    When the worker claims work
    And Ada reclaims lost work
    Then "old" is at action/processing
    When Ada tries to reclaim "old"
    Then it is refused: conflict "wrong_state"
    When Ada cancels "old"
    Then "old" is at action/cancelled

  Scenario: An adopted plan can be listed, exported, cancelled and deleted
    Given an adopted plan "old" at strategize/queued
    And an adopted plan "older" at execute/complete
    When Ada lists plans
    Then the answer shows:
      | summary.total | 2 |
    And the record of "old" shows:
      | profile_digest | null |
    When Ada cancels "old"
    Then "old" is at strategize/cancelled
    When Ada deletes "older"
    Then "older" is gone

  Scenario: Capture freezes rules now, explicitly and recorded, and asks the gate at which the plan stands
    Given an adopted plan "old" at strategize/complete
    When Ada captures "old":
      | automation_profile | review |
    Then the answer shows:
      | phase                            | execute   |
      | state                            | queued    |
      | effective_profile_snapshot.state | captured  |
      | automation_profile               | {"profile_name":"review","provenance":"plan"} |
      | decision.operation               | execute   |
      | decision.outcome                 | automatic |
    And the frozen rules of "old" are the profile "review"
    And the history of "old" tells, among others:
      | type          | actor    | data.profile | data.replaced |
      | plan.captured | user:ada | review       | not_captured  |

  Scenario Outline: A captured plan at <place> under manual waits for a person
    Given an adopted plan "old" at <place>
    When Ada captures "old":
      | automation_profile | manual |
    Then "old" is at <place>
    And "old" waits for approval of <operation>

    Examples:
      | place               | operation  |
      | action/queued       | strategize |
      | strategize/complete | execute    |
      | execute/complete    | apply      |

  Scenario: Where capture names no profile, the one that the plan's own reference names is frozen
    Given the automation profile of the ledger is "supervised"
    And an adopted plan "old" at strategize/queued
    When Ada captures "old"
    Then "old" shows:
      | automation_profile | {"profile_name":"balanced","provenance":"global"} |
    And the frozen rules of "old" are the profile "balanced"

  Scenario: Rules that were captured are never replaced [S2]
    Given a plan "plan" under "manual"
    And the snapshot of "plan" is remembered
    When Ada tries to capture "plan":
      | automation_profile | full-auto |
    Then it is refused: conflict "already_captured"
    And the snapshot of "plan" is as it was

  Scenario: Only a person captures, an unknown profile is refused, and a finished plan stays as it is [P8]
    Given an adopted plan "old" at strategize/queued
    When the agent tries to capture "old"
    Then it is refused: conflict "person_required"
    When Ada tries to capture "old":
      | automation_profile | acme/nowhere |
    Then it is refused: invalid input "unknown_profile"
    And the refusal says "balanced"
    And "old" shows:
      | effective_profile_snapshot.state | not_captured |
    When Ada cancels "old"
    And Ada tries to capture "old"
    Then it is refused: conflict "wrong_state"

  Scenario: An adopted plan in an impossible place is put into the nearest possible one by a person [X6]
    Given an adopted plan "old" at apply/complete
    And Ada captures "old":
      | automation_profile | ci |
    When the agent tries to revert "old"
    Then it is refused: conflict
    When Ada reverts "old"
    Then "old" is at strategize/queued
    And the record of "old" shows:
      | reversion_count | 0 |
      | attempt         | 1 |
    And the history of "old" tells, among others:
      | type          | data.from                              |
      | plan.repaired | {"phase":"apply","state":"complete"}   |

  Scenario: The same in action, where the nearest place is in the same phase
    Given an adopted plan "old" at action/processing
    And Ada captures "old":
      | automation_profile | manual |
    When Ada reverts "old"
    Then "old" is at action/queued

  @raw @process
  Scenario: A damaged snapshot or reference does not hide its plan or the others [P7] [S5]
    Given a plan "good" under "ci"
    And a plan "bad" under "ci"
    And a plan "worse" under "ci"
    And the stored rules of "bad" are the text "MARKER{"
    And the stored profile reference of "worse" is the text "{\"profile_name\":\"MARKER"
    When Ada lists plans
    Then the answer lists plans:
      | plan_id |
      | #worse  |
      | #bad    |
      | #good   |
    And the output does not hold "MARKER"
    And "bad" shows:
      | effective_profile_snapshot | {"state":"damaged","digest":null,"profile":null,"length":7} |
      | waiting_for.kind           | capture                                                     |
    And the output does not hold "MARKER"
    And "worse" shows:
      | effective_profile_snapshot.state | captured |
      | waiting_for.kind                 | capture  |
    And the output does not hold "MARKER"

  @raw
  Scenario: A damaged snapshot is replaced by capture, and only then can the plan move [L1]
    Given a plan "bad" under "ci"
    And the stored rules of "bad" are the text "MARKER{"
    When Ada tries to spawn "child" below "bad"
    Then it is refused: conflict "not_captured"
    And the output does not hold "MARKER"
    When the worker claims work
    Then the worker gets nothing
    When Ada captures "bad":
      | automation_profile | review |
    Then "bad" shows:
      | effective_profile_snapshot.state | captured |
    When the worker claims work
    Then the worker gets "bad"

  @raw
  Scenario: A damaged reference keeps a plan where it is until capture gives it a new one [P7]
    Given a plan "bad" under "manual"
    And the stored profile reference of "bad" is the text "{MARKER"
    When Ada tries to advance "bad" to strategize
    Then it is refused: conflict "not_captured"
    When Ada captures "bad":
      | automation_profile | review |
    Then "bad" shows:
      | phase              | strategize                                        |
      | automation_profile | {"profile_name":"review","provenance":"plan"}     |
    And the output does not hold "MARKER"

  @raw
  Scenario Outline: A stored profile reference that can be read: <case> <text> [P1, K4-K6, K13, K16]
    Given a plan "plan" under "ci"
    And the stored profile reference of "plan" is the text <text>
    Then "plan" shows:
      | automation_profile | <reference> |
    When Ada cancels "plan"
    Then "plan" shows:
      | automation_profile | <reference> |

    Examples:
      | case | text                                                       | reference                                            |
      | K4   | "balanced"                                                 | {"profile_name":"balanced","provenance":"global"}    |
      | K5   | "ci"                                                       | {"profile_name":"ci","provenance":"global"}          |
      | K6   | "gone/for good"                                            | {"profile_name":"gone/for good","provenance":"global"} |
      | K13  | "123"                                                      | {"profile_name":"123","provenance":"global"}         |
      | K13  | "null"                                                     | {"profile_name":"null","provenance":"global"}        |
      | K13  | "\"supervised\""                                           | {"profile_name":"supervised","provenance":"global"}  |
      | K16  | "{\"profile_name\":\"ci\",\"provenance\":\"project\"}"     | {"profile_name":"ci","provenance":"project"}         |

  @raw
  Scenario Outline: A stored profile reference that is damaged: <case> <text> [P1, K2-K3, K7-K11, K13, K14]
    Given a plan "plan" under "ci"
    And the stored profile reference of "plan" is the text <text>
    Then "plan" shows:
      | automation_profile.damaged | true     |
      | automation_profile.length  | <length> |
      | waiting_for.kind           | capture  |

    Examples:
      | case | text                                                                  | length |
      | K2   | ""                                                                    | 0      |
      | K3   | " \t\u000a"                                                             | 3      |
      | K7   | "{\"profile_name\":\"ci"                                               | 19     |
      | K8   | "{\"provenance\":\"plan\"}"                                            | 21     |
      | K9   | "{\"profile_name\":\"ci\"}"                                            | 21     |
      | K10  | "{\"profile_name\":\"ci\",\"provenance\":\"x\"}"                       | 38     |
      | K11  | "{\"profile_name\":\"\",\"provenance\":\"plan\"}"                      | 39     |
      | K13  | "[]"                                                                  | 2      |
      | K14  | "{\"profile_name\":\"ci\",\"provenance\":\"plan\",\"__proto__\":1}"    | 55     |
