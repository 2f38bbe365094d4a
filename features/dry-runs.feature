Feature: Dry runs
  A dry run answers with what would be, and changes nothing.

  Scenario Outline: Nothing is changed by a dry run of <deed>
    Given a plan "plan" under "<profile>" at <place>
    And the ledger is remembered
    When <who> <deed>:
      | dry_run | true |
    Then the answer shows:
      | phase | <phase> |
      | state | <state> |
    And the ledger is as it was

    Examples:
      | profile | place                 | who        | deed               | phase      | state     |
      | manual  | strategize/processing | the worker | completes "plan"   | strategize | complete  |
      | ci      | strategize/processing | the worker | completes "plan"   | execute    | queued    |
      | manual  | strategize/processing | the worker | releases "plan"    | strategize | queued    |
      | manual  | apply/processing      | the worker | constrains "plan"  | apply      | constrained |
      | manual  | execute/errored       | Ada        | retries "plan"     | execute    | queued    |
      | manual  | execute/complete      | Ada        | reverts "plan"     | strategize | queued    |
      | manual  | action/queued         | Ada        | cancels "plan"     | action     | cancelled |

  Scenario: A dry run of advance
    Given a plan "plan" under "manual"
    And the ledger is remembered
    When Ada advances "plan":
      | to      | strategize |
      | dry_run | true       |
    Then the answer shows:
      | phase            | strategize |
      | decision.outcome | approved   |
    And the ledger is as it was

  Scenario: A dry run of use and of spawn makes no plan
    Given a plan "parent" under "ci"
    And the ledger is remembered
    When Ada uses "local/build" as "nobody":
      | automation_profile | ci   |
      | dry_run            | true |
    Then the answer shows:
      | phase | strategize |
    And the ledger is as it was
    When Ada spawns "nobody" below "parent":
      | dry_run | true |
    Then the answer shows:
      | parent_plan_id | #parent |
    And the ledger is as it was

  Scenario: A dry run of a refused command is refused, and not even the decision is kept
    Given a plan "plan" under "manual"
    And the ledger is remembered
    When the agent tries to advance "plan":
      | to      | strategize |
      | dry_run | true       |
    Then it is refused: approval needed "approval_required"
    And the ledger is as it was

  Scenario: A dry claim takes nothing
    Given a plan "plan" under "full-auto"
    And the ledger is remembered
    When the worker claims work:
      | dry_run | true |
    Then the answer shows:
      | plan_id | #plan      |
      | state   | processing |
    And the ledger is as it was

  Scenario: A dry run of deleting says what would go
    Given a plan "top" under "full-auto"
    And a child "child" of "top"
    And the ledger is remembered
    When Ada deletes "top":
      | tree    | true |
      | dry_run | true |
    Then the answer shows:
      | deleted | 2 |
    And the ledger is as it was

  Scenario: Dry runs of actions, profiles and settings
    Given the action "local/build"
    And the profile "acme/house" like "review"
    And the ledger is remembered
    When Ada creates the action "local/other":
      | dry_run | true |
    And Ada archives the action "local/build":
      | dry_run | true |
    And Ada replaces the profile "acme/house":
      | auto_apply | 0    |
      | dry_run    | true |
    And Ada removes the profile "acme/house":
      | dry_run | true |
    And Ada sets "core.automation-profile":
      | value   | ci   |
      | dry_run | true |
    Then the ledger is as it was
