Feature: Bad input
  What is wrong is refused before the first row is written, with the place and what to do.

  Scenario Outline: Text that no terminal could keep is refused: <where> [X5]
    Given a plan "plan" under "manual"
    And the ledger is remembered
    When Ada tries to <deed> "plan":
      | <key> | <value> |
    Then it is refused: invalid input
    And the refusal says "<key>"
    And the ledger is as it was

    Examples:
      | where                  | deed   | key    | value         |
      | an empty reason        | cancel | reason | " "           |
      | an escape sequence     | cancel | reason | "a\u001b[31m" |
      | a line feed in a line  | cancel | reason | "a\nb"        |

  Scenario: Everything that is wrong is told at once, each with its place
    Given the action "local/build"
    When Ada tries to use "local/build" as "plan":
      | name     | acme/a b                    |
      | projects | ["x y","local/app","app"]   |
    Then it is refused: invalid input
    And the refusal says "name"
    And the refusal says "projects[0]"
    And the refusal says "projects[2]"

  @typing
  Scenario Outline: A phase or an operation that does not exist is invalid input: <deed>
    Given a plan "plan" under "manual"
    When Ada tries to <deed> "plan":
      | <key> | <value> |
    Then it is refused: invalid input

    Examples:
      | deed           | key       | value     |
      | advance        | to        | celebrate |
      | advance        | to        | action    |
      | check          | operation | guess     |
      | ask to explain | operation | guess     |

  Scenario: A refusal never holds what was stored [L1]
    Given a plan "plan" under "manual":
      | invariants | ["MARKER"] |
    When Ada tries to retry "plan"
    Then it is refused: conflict
    And the output does not hold "MARKER"

  @typing
  Scenario: An actor of a kind that does not exist is refused
    Given the action "local/build"
    When robot:one tries to use "local/build" as "plan"
    Then it is refused: invalid input
    And there are no plans
