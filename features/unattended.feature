Feature: Left alone
  What a profile leaves to people does not happen by itself, however long nobody comes.

  @clock
  Scenario Outline: A week under manual with workers at work moves nothing, then a person's command works: <place> [X1]
    Given a plan "plan" under "manual" at <place>
    And the ledger is remembered
    When a week passes with workers asking for work every hour
    Then the ledger is as it was
    When Ada advances "plan" to <phase>
    Then "plan" is at <phase>/queued
    When the worker claims work
    Then the worker gets "plan"

    Examples:
      | place               | phase      |
      | action/queued       | strategize |
      | strategize/complete | execute    |
      | execute/complete    | apply      |

  @clock
  Scenario: A week under full-auto with workers at work applies the plan, whoever is lost on the way [X1] [X3]
    Given a plan "plan" under "full-auto"
    When the worker claims work
    And a week passes with workers asking for work every hour
    And 5 minutes pass
    And another worker works until there is nothing to do
    Then "plan" is at apply/applied
    And the record of "plan" shows:
      | attempt | 1 |
