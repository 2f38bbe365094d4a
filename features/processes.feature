Feature: Several processes
  A ledger may be used by many processes at once; each sees what the others did, and only one wins.

  @second-process
  Scenario: A second process sees a change at once [X4]
    Given a plan "plan" under "manual"
    And another process has looked at "plan"
    When Ada advances "plan" to strategize
    Then another process sees "plan" at strategize/queued
    When Ada sets "core.automation-profile":
      | value | ci |
    And Ada, in another process, uses "local/build" as "other"
    Then "other" shows:
      | automation_profile.profile_name | ci |
    And another process sees "other" at strategize/queued

  @second-process
  Scenario: Exactly one of two processes makes a transition [X3]
    Given a plan "plan" under "manual"
    When Ada and Ben, in two processes, advance "plan" to strategize at the same time
    Then one of the two succeeds and the other is refused: conflict
    And "plan" shows:
      | phase   | strategize |
      | version | 2          |

  @second-process
  Scenario: Two workers never get the same plan [X3]
    Given a plan "plan" under "full-auto"
    When the worker and another worker, in two processes, claim work at the same time
    Then one of the two gets "plan" and the other gets nothing

  @second-process
  Scenario: Two workers that ask at the same time get two plans [X3]
    Given a plan "one" under "full-auto"
    And a plan "two" under "full-auto"
    When the worker and another worker, in two processes, claim work at the same time
    Then one of the two gets "one" and the other gets "two"

  @second-process
  Scenario: No more children are open than max_parallel says, whoever asks at the same time [X3]
    Given a parent "top" whose subplans are:
      | max_parallel | 1 |
    And a child "one" of "top"
    And a child "two" of "top"
    When the worker and another worker, in two processes, claim work at the same time
    Then one of the two gets "one" and the other gets nothing
    And "two" is at strategize/queued

  @second-process
  Scenario: The same request under one key makes one plan, also at the same time [X3]
    Given the action "local/build"
    When Ada and Ada, in two processes, use "local/build" under the key "key-1" at the same time
    Then there is one plan for the key, and who was refused was told that the other request is under way

  @second-process
  Scenario: Nothing is alive below a plan that is cancelled while somebody spawns [X3]
    Given a plan "top" under "full-auto"
    When Ada cancels "top" while the agent, in another process, spawns below it
    Then nothing in the tree of "top" is unfinished

  @conditions
  Scenario: A command that was meant for another version is refused with the current one
    Given a plan "plan" under "manual"
    And Ada advances "plan" to strategize
    When Ben tries to cancel "plan":
      | if_version | 1 |
    Then it is refused: conflict "stale_version"
    And the refusal says "2"
    And "plan" is at strategize/queued
    When Ben cancels "plan":
      | if_version | 2 |
    Then "plan" is at strategize/cancelled
