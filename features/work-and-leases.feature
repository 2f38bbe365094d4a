Feature: Work and leases
  Workers claim plans under leases and report back with their tokens; a lost worker's plan is given back.

  Scenario: A worker is given all that it needs, and a token
    Given the action "local/build":
      | arguments  | [{"name":"what","type":"string"}] |
      | invariants | ["Tests stay green"]              |
    And a plan "plan":
      | arguments          | {"what":"API"} |
      | automation_profile | full-auto      |
    When the worker claims work
    Then the answer shows:
      | plan_id            | #plan                             |
      | phase              | strategize                        |
      | state              | processing                        |
      | lease_token        | /^#plan[.]1[.][0-9a-f]{32}$/      |
      | expires_at         | *                                 |
      | description        | Builds something                  |
      | definition_of_done | It is built                       |
      | arguments          | {"what":"API"}                    |
      | invariants[0].text | Tests stay green                  |
      | actors.strategy    | local/strategist                  |
      | actors.execution   | local/executor                    |
      | safety             | *                                 |

  Scenario: Nothing to claim is an answer, not an error [X8]
    Given a plan "plan" under "manual"
    When the worker claims work
    Then the answer shows:
      | plan_id | null |

  Scenario: Claims go by the time of queueing
    Given a plan "first" under "full-auto"
    And a plan "second" under "full-auto"
    And a plan "third" under "full-auto"
    When the worker claims work
    Then the worker gets "first"
    When the worker completes "first"
    And the worker claims work
    Then the worker gets "second"
    When the worker releases "second"
    And the worker claims work
    Then the worker gets "third"
    When the worker claims work
    Then the worker gets "first"
    When the worker claims work
    Then the worker gets "second"
    When the worker claims work
    Then the worker gets nothing

  Scenario: Workers may ask for one phase or one project
    Given a plan "ready" under "full-auto" at execute/queued:
      | projects | ["acme/api"] |
    And a plan "older" under "full-auto"
    And a plan "newer":
      | automation_profile | full-auto    |
      | projects           | ["acme/web"] |
    When the worker claims work:
      | phase | execute |
    Then the worker gets "ready"
    When the worker claims work:
      | project | acme/web |
    Then the worker gets "newer"
    When the worker claims work:
      | phase   | apply     |
    Then the worker gets nothing
    When the worker claims work
    Then the worker gets "older"

  Scenario: A worker may say its name; otherwise it is the actor's
    Given a plan "one" under "full-auto"
    And a plan "two" under "full-auto"
    When the worker claims work:
      | worker | build-host-7 |
    And the worker claims work
    Then the history of "one" tells, among others:
      | type         | data.worker  | actor      |
      | plan.claimed | build-host-7 | worker:one |
    And the history of "two" tells, among others:
      | type         | data.worker | actor      |
      | plan.claimed | worker:one  | worker:one |

  Scenario: A claim is the only start: nobody else can put a plan to work [X2]
    Given a plan "plan" under "manual"
    When the worker claims work
    Then the worker gets nothing
    And "plan" is at action/queued

  Scenario Outline: A report without the plan's own token is refused and changes nothing: <why> [X3]
    Given a plan "other" under "full-auto" at strategize/processing
    And a plan "plan" under "full-auto" at strategize/processing
    And the ledger is remembered
    When the worker tries to <report> "plan":
      | lease_token | <token> |
      | category    | <category> |
    Then it is refused: conflict "lease_lost"
    And the ledger is as it was

    Examples:
      | why                           | report             | token                                    | category |
      | not a token                   | complete           | secret                                   | nothing  |
      | another plan's                | complete           | the token of "other"                     | nothing  |
      | a guessed secret              | complete           | #plan.1.00000000000000000000000000000000 | nothing  |
      | a fence to come               | release            | #plan.2.00000000000000000000000000000000 | nothing  |
      | a failure                     | fail               | secret                                   | other    |
      | a heartbeat                   | renew the lease of | the token of "other"                     | nothing  |

  Scenario: A report ends the lease: it cannot be made twice [X3]
    Given a plan "plan" under "manual" at strategize/processing
    And the worker completes "plan"
    When the worker tries to complete "plan"
    Then it is refused: conflict
    And "plan" is at strategize/complete

  Scenario: A heartbeat renews the lease and leaves the plan's version alone
    Given a plan "plan" under "full-auto" at strategize/processing
    And "plan" shows:
      | version | 3 |
    When the worker renews the lease of "plan"
    Then the answer shows:
      | plan_id    | #plan |
      | expires_at | *     |
    And "plan" shows:
      | version | 3 |

  @clock
  Scenario: A lease that is renewed in time goes on
    Given a plan "plan" under "full-auto"
    And the worker claims work:
      | lease | 60s |
    When 50 seconds pass
    And the worker renews the lease of "plan"
    And 50 seconds pass
    And the worker completes "plan"
    Then "plan" is at execute/queued

  @clock
  Scenario Outline: A dead lease is dead, reclaimed or not: <report> [X3]
    Given a plan "plan" under "full-auto"
    And the worker claims work:
      | lease | 10s |
    When 10 seconds pass
    And the worker tries to <report> "plan":
      | category | <category> |
    Then it is refused: conflict "lease_lost"
    And "plan" is at strategize/processing

    Examples:
      | report             | category |
      | complete           | nothing  |
      | fail               | other    |
      | release            | nothing  |
      | renew the lease of | nothing  |

  @clock
  Scenario: A lost worker's plan goes to the next one, and its late report is refused [X3]
    Given a plan "plan" under "full-auto"
    And the worker claims work
    When 5 minutes pass
    And another worker claims work
    Then another worker gets "plan"
    When the worker tries to complete "plan":
      | result | {"changeset_id":"late"} |
    Then it is refused: conflict "lease_lost"
    When another worker completes "plan":
      | result | {"changeset_id":"in time"} |
    Then "plan" is at execute/queued
    And the history of "plan" tells, among others:
      | type           | data.lost_worker | data.fence | actor      |
      | plan.claimed   | absent           | 1          | worker:one |
      | plan.reclaimed | worker:one       | 1          | worker:two |
      | plan.claimed   | absent           | 2          | worker:two |

  @clock
  Scenario Outline: A plan of a lost worker in <phase> can be reclaimed by name [X6]
    Given a plan "plan" under "manual" at <phase>/processing
    When 5 minutes pass
    And Ada reclaims "plan"
    Then "plan" is at <phase>/queued

    Examples:
      | phase      |
      | strategize |
      | execute    |
      | apply      |

  @clock
  Scenario: All plans of lost workers are reclaimed at once, and no other
    Given a plan "one" under "full-auto" at strategize/processing
    And a plan "two" under "full-auto" at strategize/processing
    When 4 minutes pass
    And a plan "three" under "full-auto" at strategize/processing
    And 1 minute passes
    And Ada reclaims lost work
    Then "one" is at strategize/queued
    And "two" is at strategize/queued
    And "three" is at strategize/processing

  Scenario: A plan under a live lease is not reclaimed
    Given a plan "plan" under "manual" at strategize/processing
    When Ada tries to reclaim "plan"
    Then it is refused: conflict "live_lease"
    And "plan" is at strategize/processing

  Scenario Outline: A lease lasts from 10 seconds to 24 hours: <lease>
    Given a plan "plan" under "full-auto"
    When the worker claims work:
      | lease | <lease> |
    Then the worker gets "plan"

    Examples:
      | lease |
      | 10s   |
      | 5m    |
      | 24h   |

  Scenario Outline: A lease of <lease> is refused
    Given a plan "plan" under "full-auto"
    When the worker tries to claim work:
      | lease | <lease> |
    Then it is refused: invalid input
    And "plan" is at strategize/queued

    Examples:
      | lease  |
      | 9s     |
      | 86401s |
      | 25h    |

  Scenario: What a worker hands in is kept, and what it leaves out stays
    Given a plan "plan" under "manual" at strategize/processing
    And the worker completes "plan":
      | result | {"changeset_id":"c-1","decision_root_id":"d-1","sandbox_refs":["sb-1","sb-2"],"cost":1.5} |
    And Ada advances "plan" to execute
    And the worker claims work
    When the worker completes "plan":
      | result | {"last_completed_step":7,"last_checkpoint_id":"cp-1","validation_summary":{"required_failed":1,"note":"x"},"cost":2} |
    Then the record of "plan" shows:
      | changeset_id        | c-1                              |
      | decision_root_id    | d-1                              |
      | sandbox_refs        | ["sb-1","sb-2"]                  |
      | last_completed_step | 7                                |
      | last_checkpoint_id  | cp-1                             |
      | validation_summary  | {"required_failed":1,"note":"x"} |
      | cost_total          | 3.5                              |

  Scenario Outline: A result that is none is refused with the place: <why> [X5]
    Given a plan "plan" under "full-auto" at strategize/processing
    And the ledger is remembered
    When the worker tries to complete "plan":
      | result | <result> |
    Then it is refused: invalid input
    And the refusal says "<says>"
    And the ledger is as it was

    Examples:
      | why                    | result                                       | says                               |
      | an unknown key         | {"sandbox_ref":"sb-1"}                       | sandbox_ref                        |
      | refs that are no list  | {"sandbox_refs":"sb-1"}                      | sandbox_refs                       |
      | a negative cost        | {"cost":-1}                                  | cost                               |
      | half a step            | {"last_completed_step":1.5}                  | last_completed_step                |
      | a count that is none   | {"validation_summary":{"required_failed":"no"}} | validation_summary.required_failed |

  @typing
  Scenario: A failure's category must be one of those there are
    Given a plan "plan" under "manual" at strategize/processing
    When the worker tries to fail "plan":
      | category | bad luck |
    Then it is refused: invalid input
    And "plan" is at strategize/processing

  Scenario Outline: A transient failure under <profile> leads to <state>
    Given a plan "plan" under "<profile>" at strategize/processing
    When the worker fails "plan":
      | category   | transient    |
      | confidence | <confidence> |
    Then the answer shows:
      | state            | <state>   |
      | attempt          | <attempt> |
      | decision.outcome | <outcome> |

    Examples:
      | profile  | confidence | state   | attempt | outcome        |
      | balanced | nothing    | queued  | 2       | automatic      |
      | cautious | 0.5        | queued  | 2       | automatic      |
      | cautious | 0.49       | errored | 1       | needs_approval |
      | manual   | 1          | errored | 1       | needs_approval |

  Scenario: Automatic retries are counted since the phase was entered, and the fourth waits for a person [X6]
    Given a plan "plan" under "ci"
    When the worker fails at "plan" 3 times
    Then "plan" shows:
      | state   | queued |
      | attempt | 4      |
    When the worker fails at "plan" 1 time
    Then "plan" shows:
      | state   | errored |
      | attempt | 4       |
    When the agent tries to retry "plan"
    Then it is refused: approval needed "approval_required"
    When Ada retries "plan"
    Then "plan" shows:
      | state   | queued |
      | attempt | 5      |
    When the worker claims work
    And the worker completes "plan"
    Then "plan" is at execute/queued
    When the worker fails at "plan" 3 times
    Then "plan" is at execute/queued

  Scenario: A failure of any other kind is for a person, whatever the profile [X6]
    Given a plan "plan" under "full-auto" at execute/errored
    When the agent tries to retry "plan":
      | confidence | 1 |
    Then it is refused: approval needed "approval_required"
    And "plan" is at execute/errored
    When Ada retries "plan"
    Then "plan" is at execute/queued
