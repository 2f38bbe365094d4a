/** The action of the quickstart as its file says it. */
export const EXAMPLE_ACTION = `name: local/fix-bug
description: Fix issue {issue} of the shop
definition_of_done: The test that showed issue {issue} passes, and no other fails
strategy_actor: local/planner
execution_actor: local/coder
arguments:
  - name: issue
    type: integer
    required: true
    min: 1
invariants:
  - Never touch the lock file
`;
