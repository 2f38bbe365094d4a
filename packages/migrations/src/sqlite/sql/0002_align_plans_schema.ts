/** The text of sql/sqlite/0002_align_plans_schema.sql; a test holds them equal. */
export const sql = `-- migration: 0002_align_plans_schema after 0001_baseline
-- Aligns the plan store with the ledger: roots are never null and never wrong, the profile of a plan is frozen.

-- step: make room for what the upgrade finds and changes
DROP TABLE IF EXISTS pw_findings;
DROP TABLE IF EXISTS pw_originals;
DROP TABLE IF EXISTS pw_repairs;

CREATE TABLE pw_findings (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  plan_id TEXT,
  kind TEXT NOT NULL,
  original_json TEXT NOT NULL,
  action_taken TEXT NOT NULL,
  migration TEXT,
  at TEXT NOT NULL
) STRICT;
CREATE INDEX ix_pw_findings_plan ON pw_findings (plan_id);

-- What the way down restores: the value of one column of one row before and after the upgrade, in whatever type it had.
-- column_name '*' is a whole row (as JSON) that the upgrade moved away.
CREATE TABLE pw_originals (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  row_key ANY NOT NULL,
  original ANY,
  written ANY,
  migration TEXT NOT NULL,
  PRIMARY KEY (table_name, column_name, row_key)
) STRICT, WITHOUT ROWID;

-- A row marks a plan whose frozen columns may be replaced by the transaction that wrote it. The barrier refers to a row that
-- cannot exist, and is looked at on commit: a marker that was not taken away again cannot be committed.
CREATE TABLE pw_repairs (
  plan_id TEXT NOT NULL PRIMARY KEY,
  barrier TEXT NOT NULL DEFAULT '' REFERENCES pw_repairs (plan_id) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT ck_pw_repairs_plan CHECK (plan_id <> ''),
  CONSTRAINT ck_pw_repairs_barrier CHECK (barrier = '')
) STRICT;

-- run: upgrade-rows: bring existing rows up to date

-- step: extend the tables beside the plans
ALTER TABLE actions ADD COLUMN safety_profile_json TEXT;
ALTER TABLE actions ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
CREATE INDEX ix_action_invariants_action ON action_invariants (action_name);
CREATE UNIQUE INDEX ux_plan_projects_project ON plan_projects (plan_id, project_name);
CREATE UNIQUE INDEX ux_plan_projects_alias ON plan_projects (plan_id, alias);
CREATE UNIQUE INDEX ux_plan_arguments_name ON plan_arguments (plan_id, name);
CREATE INDEX ix_plan_projects_project ON plan_projects (project_name, plan_id);

-- run: rebuild-plans: rebuild the table of plans
-- Names that differ from the specification's DDL (docs/decisions): v3_plans for plans, processing_state for state,
-- automation_profile for automation_profile_name, *_actor for *_actor_name, error_details_json for error_traceback,
-- and action for strategize as the default phase: a store of this shape exists, and it is opened as it is.
CREATE TABLE pw_new_plans (
  plan_id VARCHAR(26) NOT NULL PRIMARY KEY,
  parent_plan_id VARCHAR(26),
  root_plan_id VARCHAR(26) NOT NULL,
  attempt INTEGER NOT NULL DEFAULT 1,
  namespaced_name VARCHAR(255),
  namespace VARCHAR(255),
  action_name VARCHAR(255) NOT NULL,
  description TEXT NOT NULL,
  definition_of_done TEXT,
  phase VARCHAR(20) NOT NULL DEFAULT 'action',
  processing_state VARCHAR(20) NOT NULL DEFAULT 'queued',
  automation_profile TEXT NOT NULL,
  effective_profile_snapshot TEXT NOT NULL,
  profile_digest TEXT,
  profile_name TEXT,
  strategy_actor VARCHAR(255),
  execution_actor VARCHAR(255),
  review_actor VARCHAR(255),
  apply_actor VARCHAR(255),
  estimation_actor VARCHAR(255),
  invariant_actor VARCHAR(255),
  error_message TEXT,
  error_details_json TEXT,
  changeset_id VARCHAR(26),
  sandbox_refs_json TEXT,
  validation_summary_json TEXT,
  decision_root_id VARCHAR(26),
  execution_environment VARCHAR(255),
  execution_env_priority VARCHAR(20),
  reusable BOOLEAN NOT NULL DEFAULT 1,
  read_only BOOLEAN NOT NULL DEFAULT 0,
  tags_json TEXT,
  created_by VARCHAR(255),
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  queued_at TEXT,
  strategize_started_at TEXT,
  strategize_completed_at TEXT,
  execute_started_at TEXT,
  execute_completed_at TEXT,
  apply_started_at TEXT,
  applied_at TEXT,
  completed_at TEXT,
  reversion_count INTEGER NOT NULL DEFAULT 0,
  last_completed_step INTEGER NOT NULL DEFAULT -1,
  last_checkpoint_id TEXT,
  retry_count INTEGER NOT NULL DEFAULT 0,
  cost_total REAL NOT NULL DEFAULT 0,
  calls_in_phase INTEGER NOT NULL DEFAULT 0,
  subplan_settings_json TEXT,
  subplan_mode TEXT NOT NULL DEFAULT 'parallel',
  subplan_max_parallel INTEGER NOT NULL DEFAULT 4,
  lease_fence INTEGER NOT NULL DEFAULT 0,
  version INTEGER NOT NULL DEFAULT 1,
  /* columns of others */
  CONSTRAINT ck_v3_plans_phase CHECK (phase IN ('action', 'strategize', 'execute', 'apply')),
  CONSTRAINT ck_v3_plans_state CHECK (processing_state IN ('queued', 'processing', 'errored', 'complete', 'cancelled', 'applied', 'constrained')),
  CONSTRAINT ck_v3_plans_root CHECK ((parent_plan_id IS NULL) = (root_plan_id = plan_id)),
  CONSTRAINT ck_v3_plans_parent CHECK (parent_plan_id <> plan_id),
  CONSTRAINT uq_v3_plans_root UNIQUE (plan_id, root_plan_id),
  CONSTRAINT fk_v3_plans_root FOREIGN KEY (root_plan_id) REFERENCES v3_plans (plan_id) ON DELETE RESTRICT,
  CONSTRAINT fk_v3_plans_parent FOREIGN KEY (parent_plan_id, root_plan_id) REFERENCES v3_plans (plan_id, root_plan_id) ON DELETE RESTRICT,
  CONSTRAINT fk_v3_plans_action FOREIGN KEY (action_name) REFERENCES actions (namespaced_name) ON DELETE RESTRICT
);

-- step: index the plans
CREATE INDEX ix_v3_plans_parent_root ON v3_plans (parent_plan_id, root_plan_id);
CREATE INDEX ix_v3_plans_created ON v3_plans (created_at, plan_id);
CREATE INDEX ix_v3_plans_phase_created ON v3_plans (phase, created_at, plan_id);
CREATE INDEX ix_v3_plans_state_created ON v3_plans (processing_state, created_at, plan_id);
CREATE INDEX ix_v3_plans_phase_state_created ON v3_plans (phase, processing_state, created_at, plan_id);
CREATE INDEX ix_v3_plans_action_created ON v3_plans (action_name, created_at, plan_id);
CREATE INDEX ix_v3_plans_root_created ON v3_plans (root_plan_id, created_at, plan_id);
CREATE INDEX ix_v3_plans_profile_created ON v3_plans (profile_name, created_at, plan_id);
CREATE INDEX ix_v3_plans_name ON v3_plans (namespaced_name COLLATE NOCASE);
CREATE INDEX ix_v3_plans_short_id ON v3_plans (upper(substr(plan_id, -8)));
CREATE INDEX ix_v3_plans_digest ON v3_plans (profile_digest);
-- The state leads, or the planner takes another index of the state and sorts.
CREATE INDEX ix_v3_plans_claim ON v3_plans (processing_state, queued_at, plan_id) WHERE processing_state = 'queued' AND phase <> 'action';
-- What holds a child back is looked up for each candidate of a claim, so it must not cost more the more siblings there are.
CREATE INDEX ix_v3_plans_open ON v3_plans (parent_plan_id) WHERE lease_fence > 0 AND processing_state IN ('queued', 'processing', 'complete');
CREATE INDEX ix_v3_plans_unfinished ON v3_plans (parent_plan_id, created_at, plan_id) WHERE processing_state NOT IN ('applied', 'cancelled');
-- Every claim asks whether adopted work lies about that was never claimed here, and must not look at all work in progress for it.
-- The fence leads, or the planner takes another index of the state.
CREATE INDEX ix_v3_plans_unclaimed ON v3_plans (lease_fence, plan_id) WHERE processing_state = 'processing' AND lease_fence = 0;

-- step: protect what never changes in a plan
-- INSERT OR REPLACE deletes the row in its way without any DELETE trigger; NEW.rowid is -1 here when none was given.
CREATE TRIGGER pw_v3_plans_insert BEFORE INSERT ON v3_plans
WHEN EXISTS (SELECT 1 FROM v3_plans WHERE plan_id = NEW.plan_id) OR EXISTS (SELECT 1 FROM v3_plans WHERE rowid = NEW.rowid)
BEGIN
  SELECT RAISE(ABORT, 'planwright: plan_exists');
END;
-- A row with rowid -1 would stand in the way of every later plan.
CREATE TRIGGER pw_v3_plans_rowid AFTER INSERT ON v3_plans
WHEN NEW.rowid < 1
BEGIN
  SELECT RAISE(ABORT, 'planwright: plan_rowid');
END;
-- A trigger for every UPDATE would nearly double the cost of each. The columns are matched by the names in the statement, and
-- UPDATE OR REPLACE of a rowid deletes the row in its way.
CREATE TRIGGER pw_v3_plans_identity BEFORE UPDATE OF plan_id, parent_plan_id, root_plan_id, rowid, oid, _rowid_ ON v3_plans
WHEN NEW.plan_id IS NOT OLD.plan_id
  OR NEW.parent_plan_id IS NOT OLD.parent_plan_id
  OR NEW.root_plan_id IS NOT OLD.root_plan_id
  OR NEW.rowid IS NOT OLD.rowid
BEGIN
  SELECT RAISE(ABORT, 'planwright: identity_immutable');
END;
CREATE TRIGGER pw_v3_plans_snapshot BEFORE UPDATE OF effective_profile_snapshot, profile_digest ON v3_plans
WHEN (NEW.effective_profile_snapshot IS NOT OLD.effective_profile_snapshot OR NEW.profile_digest IS NOT OLD.profile_digest)
  AND OLD.effective_profile_snapshot <> '{}'
  AND NOT EXISTS (SELECT 1 FROM pw_repairs WHERE plan_id = OLD.plan_id)
BEGIN
  SELECT RAISE(ABORT, 'planwright: snapshot_immutable');
END;
`;
