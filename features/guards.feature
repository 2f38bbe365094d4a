Feature: Guards, safety rules and costs
  What a profile refuses nobody can approve; what it leaves to a person waits.

  Background:
    Given the profile "acme/guarded" like "ci":
      | guards.tool_denylist                | ["rm","git push*"]       |
      | guards.tool_allowlist               | ["git*","make","rm"]     |
      | guards.max_tool_calls_per_step      | 2                        |
      | guards.require_approval_for_writes  | true                     |
      | allowed_skill_categories            | ["testing","docs"]       |
      | max_cost_per_plan                   | 10                       |
      | max_total_cost                      | 30                       |
      | guards.max_total_cost               | 25                       |

  Scenario Outline: The first rule that applies decides: <why>
    Given a plan "plan" under "acme/guarded"
    When the agent checks "plan":
      | operation | <operation> |
      | tool      | <tool>      |
      | writes    | <writes>    |
      | unsafe    | <unsafe>    |
      | skill     | <skill>     |
      | cost      | <cost>      |
    Then the gate answers <outcome> by <rule>

    Examples:
      | why                                     | operation | tool            | writes  | unsafe  | skill   | cost    | outcome        | rule                        |
      | an allowed tool                         | tool      | make            | nothing | nothing | nothing | nothing | automatic      | guards                      |
      | an allowed pattern                      | tool      | git status      | nothing | nothing | nothing | nothing | automatic      | guards                      |
      | denied though it is allowed as well     | tool      | rm              | nothing | nothing | nothing | nothing | refused        | tool_denylist               |
      | a denied pattern                        | tool      | git push origin | nothing | nothing | nothing | nothing | refused        | tool_denylist               |
      | not among the allowed ones              | tool      | curl            | nothing | nothing | nothing | nothing | refused        | tool_allowlist              |
      | unsafe                                  | tool      | make            | nothing | true    | nothing | nothing | refused        | allow_unsafe_tools          |
      | a skill that is listed                  | tool      | make            | nothing | nothing | docs    | nothing | automatic      | guards                      |
      | a skill that is not                     | tool      | make            | nothing | nothing | design  | nothing | refused        | allowed_skill_categories    |
      | a cost below the cap                    | tool      | make            | nothing | nothing | nothing | 9.99    | automatic      | guards                      |
      | a cost that reaches the cap             | tool      | make            | nothing | nothing | nothing | 10      | refused        | max_cost_per_plan           |
      | a writing tool                          | tool      | make            | true    | nothing | nothing | nothing | needs_approval | require_approval_for_writes |
      | the denylist comes before the budget    | tool      | rm              | true    | true    | design  | 99      | refused        | tool_denylist               |
      | the budget comes before write approval  | tool      | make            | true    | nothing | nothing | 99      | refused        | max_cost_per_plan           |
      | a rule about tools, with an operation   | execute   | curl            | nothing | nothing | nothing | nothing | refused        | tool_allowlist              |

  Scenario: The record of a refusal is kept
    Given a plan "plan" under "acme/guarded"
    When the agent checks "plan":
      | operation | tool |
      | tool      | rm   |
    Then the decisions of "plan" are:
      | operation  | outcome   | rule          | threshold |
      | strategize | automatic | threshold     | *         |
      | tool       | refused   | tool_denylist | null      |

  Scenario: Calls are counted since the phase was entered; the limit leaves the next to a person
    Given a plan "plan" under "acme/guarded" at strategize/processing
    When the agent checks "plan":
      | operation | tool |
      | tool      | make |
    And the agent checks "plan":
      | operation | tool |
      | tool      | rm   |
    And the agent checks "plan":
      | operation | tool |
      | tool      | make |
    Then the gate answers automatic by guards
    When the agent checks "plan":
      | operation | tool |
      | tool      | make |
    Then the gate answers needs_approval by max_tool_calls_per_step
    When the worker completes "plan"
    Then "plan" is at execute/queued
    When the agent checks "plan":
      | operation | tool |
      | tool      | make |
    Then the gate answers automatic by guards

  Scenario: Unsafe tools are for profiles that allow them
    Given a plan "plan" under "full-auto"
    When the agent checks "plan":
      | operation | tool |
      | tool      | dd   |
      | unsafe    | true |
    Then the gate answers automatic by guards

  Scenario: A plan whose cost has reached its cap goes no further, by nobody's word
    Given a plan "plan" under "acme/guarded" at strategize/processing
    When the worker completes "plan":
      | result | {"cost":10} |
    Then "plan" is at strategize/complete
    When Ada tries to advance "plan" to execute
    Then it is refused: conflict "refused_by_rule"
    And the refusal says "max_cost_per_plan"
    And the decisions of "plan" are:
      | operation  | outcome   | rule              |
      | strategize | automatic | threshold         |
      | execute    | refused   | max_cost_per_plan |
      | execute    | refused   | max_cost_per_plan |

  Scenario: The cost of the whole tree counts, against the lower of the two caps
    Given a plan "plan" under "acme/guarded"
    And a child "first" of "plan"
    And a child "second" of "plan"
    And "plan" has cost 9 so far
    And "first" has cost 9 so far
    When the agent checks "second":
      | operation | tool |
      | tool      | make |
      | cost      | 6.5  |
    Then the gate answers automatic by guards
    When the agent checks "second":
      | operation | tool |
      | tool      | make |
      | cost      | 7    |
    Then the gate answers refused by max_total_cost

  Scenario: A person approves apply where a guard says so
    Given the profile "acme/last-word" like "ci":
      | guards.require_approval_for_apply | true |
    And a plan "plan" under "acme/last-word"
    When the worker works until there is nothing to do
    Then "plan" waits for approval of apply
    When the agent tries to advance "plan":
      | to         | apply |
      | confidence | 1     |
    Then it is refused: approval needed "approval_required"
    When Ada advances "plan" to apply
    Then "plan" is at apply/queued

  Scenario: A person approves everything but cancelling where the profile says so
    Given the profile "acme/watched" like "ci":
      | require_human_approval | true |
    And a plan "plan" under "acme/watched"
    Then "plan" is at action/queued
    When the agent checks "plan":
      | operation  | spawn |
      | confidence | 1     |
    Then the gate answers needs_approval by require_human_approval
    When Ada advances "plan" to strategize
    Then the answer shows:
      | decision.outcome | approved               |
      | decision.rule    | require_human_approval |
    When Ada cancels "plan"
    Then "plan" is at strategize/cancelled

  Scenario: Sandbox and checkpoint are required before `execute` is complete, and a refused result stores nothing
    Given a plan "plan" under "ci" at execute/processing
    And the ledger is remembered
    When the worker tries to complete "plan":
      | result | {"changeset_id":"c-1","last_checkpoint_id":"cp-1"} |
    Then it is refused: conflict
    And the refusal says "sandbox"
    When the worker tries to complete "plan":
      | result | {"changeset_id":"c-1","sandbox_refs":["sb-1"]} |
    Then it is refused: conflict
    And the refusal says "checkpoint"
    And the ledger is as it was
    When the worker completes "plan":
      | result | {"sandbox_refs":["sb-1"],"last_checkpoint_id":"cp-1"} |
    Then "plan" is at apply/queued

  Scenario: A profile that requires neither takes a result without them
    Given a plan "plan" under "full-auto" at execute/processing
    When the worker completes "plan":
      | result | {} |
    Then "plan" is at apply/queued
