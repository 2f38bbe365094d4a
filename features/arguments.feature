Feature: Arguments and templates
  An action declares typed arguments; a plan binds them once, when it is made.

  Background:
    Given the action "local/release":
      | description        | Release {version} of {what}: {{what}} stays, {this too, and "x" \| json} as well |
      | definition_of_done | {count} hosts run {version}                                                   |
      | arguments          | [{"name":"what","type":"string","min":2,"max":40},{"name":"version","type":"string","pattern":"[0-9]+[.][0-9]+"},{"name":"count","type":"integer","default":3,"min":1,"max":9},{"name":"share","type":"float","required":false},{"name":"dry","type":"boolean","default":false},{"name":"hosts","type":"list","required":false,"max":2}] |

  Scenario: Arguments are bound in the action's order, with its defaults, and put into the templates once
    When Ada uses "local/release" as "plan":
      | arguments          | {"version":"2.1","what":"the {count} API"} |
      | automation_profile | full-auto                                  |
    And the worker claims work
    Then the answer shows:
      | description        | Release 2.1 of the {count} API: {what} stays, {this too, and "x" \| json} as well |
      | definition_of_done | 3 hosts run 2.1                                                                    |
      | arguments          | {"what":"the {count} API","version":"2.1","count":3,"dry":false}                   |

  Scenario Outline: A value takes its argument's type: <name>
    When Ada uses "local/release" as "plan":
      | arguments | {"version":"2.1","what":"API","<name>":<given>} |
    Then the answer shows:
      | inputs.<name> | <bound> |

    Examples:
      | name  | given          | bound       |
      | count | 9              | 9           |
      | share | 0.25           | 0.25        |
      | dry   | true           | true        |
      | hosts | ["a","b"]      | ["a","b"]   |

  Scenario Outline: A value that breaks its argument's rules is refused with its place: <why> [X5]
    When Ada tries to use "local/release" as "plan":
      | arguments | {"version":"2.1","what":"API"<given>} |
    Then it is refused: invalid input
    And the refusal says "<says>"
    And there are no plans

    Examples:
      | why                      | given                      | says              |
      | not a whole number       | ,"count":"many"            | arguments.count   |
      | a fraction               | ,"count":1.5               | arguments.count   |
      | below the minimum        | ,"count":0                 | arguments.count   |
      | above the maximum        | ,"count":10                | arguments.count   |
      | not a number             | ,"share":"half"            | arguments.share   |
      | not true or false        | ,"dry":"maybe"             | arguments.dry     |
      | too many items           | ,"hosts":["a","b","c"]     | arguments.hosts   |
      | an unknown name          | ,"colour":"red"            | arguments.colour  |

  Scenario Outline: A text's rules: <why> [X5]
    When Ada tries to use "local/release" as "plan":
      | arguments | <given> |
    Then it is refused: invalid input
    And the refusal says "<says>"
    And there are no plans

    Examples:
      | why                        | given                              | says              |
      | required and not given     | {"what":"API"}                     | arguments.version |
      | does not match its pattern | {"what":"API","version":"2"}       | arguments.version |
      | matches only a part        | {"what":"API","version":"v2.1"}    | arguments.version |
      | too short                  | {"what":"A","version":"2.1"}       | arguments.what    |

  Scenario: A plan keeps what it was made with when its action is replaced
    Given Ada uses "local/release" as "plan":
      | arguments          | {"version":"2.1","what":"API"} |
      | automation_profile | full-auto                      |
    When Ada replaces the action "local/release":
      | description | Something else altogether |
    And the worker claims work
    Then the answer shows:
      | plan_id            | #plan                                                               |
      | description        | /^Release 2.1 of API: /                                            |
      | definition_of_done | 3 hosts run 2.1                                                     |
