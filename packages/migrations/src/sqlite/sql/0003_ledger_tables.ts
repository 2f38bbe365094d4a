/** The text of sql/sqlite/0003_ledger_tables.sql; a test holds them equal. */
export const sql = `-- migration: 0003_ledger_tables after 0002_align_plans_schema
-- What the ledger keeps beside the plans. Every table of ours is called pw_...: other programs' databases already hold
-- tables called decisions, events, projects and automation_profiles.

-- step: create the tables of profiles, settings and snapshots
CREATE TABLE pw_profiles (
  name TEXT NOT NULL PRIMARY KEY,
  profile_json TEXT NOT NULL,
  created_at TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  created_by TEXT,
  version INTEGER NOT NULL DEFAULT 1
) STRICT;

-- project '' is the global level
CREATE TABLE pw_settings (
  project TEXT NOT NULL,
  key TEXT NOT NULL,
  value_json TEXT NOT NULL,
  updated_at TEXT NOT NULL,
  updated_by TEXT NOT NULL,
  PRIMARY KEY (project, key)
) STRICT;

-- The canonical text of each profile that any plan ever ran under, by its SHA-256. No rowid: nothing but the digest addresses a row.
CREATE TABLE pw_snapshots (
  digest TEXT NOT NULL PRIMARY KEY,
  text TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- step: create the tables of decisions and events
-- Neither has a foreign key to plans: both outlive them.
CREATE TABLE pw_gate_decisions (
  seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  decision_id TEXT NOT NULL UNIQUE,
  plan_id TEXT NOT NULL,
  root_plan_id TEXT NOT NULL,
  plan_version INTEGER NOT NULL,
  operation TEXT NOT NULL,
  threshold_name TEXT,
  threshold_value REAL,
  confidence REAL,
  outcome TEXT NOT NULL,
  rule TEXT NOT NULL,
  request_json TEXT NOT NULL,
  snapshot_digest TEXT NOT NULL,
  actor TEXT NOT NULL,
  at TEXT NOT NULL,
  CONSTRAINT ck_pw_gate_decisions_seq CHECK (seq > 0),
  CONSTRAINT ck_pw_gate_decisions_outcome CHECK (outcome IN ('automatic', 'needs_approval', 'refused', 'approved'))
) STRICT;
CREATE INDEX ix_pw_gate_decisions_plan ON pw_gate_decisions (plan_id, seq);

CREATE TABLE pw_events (
  id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
  at TEXT NOT NULL,
  type TEXT NOT NULL,
  plan_id TEXT,
  root_plan_id TEXT,
  version INTEGER,
  actor TEXT NOT NULL,
  data_json TEXT NOT NULL,
  CONSTRAINT ck_pw_events_id CHECK (id > 0)
) STRICT;
CREATE INDEX ix_pw_events_plan ON pw_events (plan_id, id);
CREATE INDEX ix_pw_events_root ON pw_events (root_plan_id, id);

-- A row lets its own transaction delete the rows of one log below a number; the barrier works as in pw_repairs.
CREATE TABLE pw_prune (
  log TEXT NOT NULL PRIMARY KEY,
  before_id INTEGER NOT NULL,
  barrier TEXT NOT NULL DEFAULT '' REFERENCES pw_prune (log) ON DELETE RESTRICT DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT ck_pw_prune_log CHECK (log IN ('pw_events', 'pw_gate_decisions')),
  CONSTRAINT ck_pw_prune_barrier CHECK (barrier = '')
) STRICT;

-- step: protect what is only ever added
-- Writing a text again that is there already is no conflict; another text under the same digest is.
CREATE TRIGGER pw_snapshots_insert BEFORE INSERT ON pw_snapshots
WHEN EXISTS (SELECT 1 FROM pw_snapshots WHERE digest = NEW.digest)
BEGIN
  SELECT CASE
    WHEN EXISTS (SELECT 1 FROM pw_snapshots WHERE digest = NEW.digest AND text = NEW.text) THEN RAISE(IGNORE)
    ELSE RAISE(ABORT, 'planwright: snapshots_append_only')
  END;
END;
CREATE TRIGGER pw_snapshots_update BEFORE UPDATE ON pw_snapshots
BEGIN
  SELECT RAISE(ABORT, 'planwright: snapshots_append_only');
END;
CREATE TRIGGER pw_snapshots_delete BEFORE DELETE ON pw_snapshots
BEGIN
  SELECT RAISE(ABORT, 'planwright: snapshots_append_only');
END;

CREATE TRIGGER pw_gate_decisions_insert BEFORE INSERT ON pw_gate_decisions
WHEN EXISTS (SELECT 1 FROM pw_gate_decisions WHERE decision_id = NEW.decision_id)
  OR EXISTS (SELECT 1 FROM pw_gate_decisions WHERE seq = NEW.seq)
BEGIN
  SELECT RAISE(ABORT, 'planwright: decisions_append_only');
END;
CREATE TRIGGER pw_gate_decisions_update BEFORE UPDATE ON pw_gate_decisions
BEGIN
  SELECT RAISE(ABORT, 'planwright: decisions_append_only');
END;
CREATE TRIGGER pw_gate_decisions_delete BEFORE DELETE ON pw_gate_decisions
WHEN NOT EXISTS (SELECT 1 FROM pw_prune WHERE log = 'pw_gate_decisions' AND before_id > OLD.seq)
BEGIN
  SELECT RAISE(ABORT, 'planwright: decisions_append_only');
END;

CREATE TRIGGER pw_events_insert BEFORE INSERT ON pw_events
WHEN EXISTS (SELECT 1 FROM pw_events WHERE id = NEW.id)
BEGIN
  SELECT RAISE(ABORT, 'planwright: events_append_only');
END;
CREATE TRIGGER pw_events_update BEFORE UPDATE ON pw_events
BEGIN
  SELECT RAISE(ABORT, 'planwright: events_append_only');
END;
CREATE TRIGGER pw_events_delete BEFORE DELETE ON pw_events
WHEN NOT EXISTS (SELECT 1 FROM pw_prune WHERE log = 'pw_events' AND before_id > OLD.id)
BEGIN
  SELECT RAISE(ABORT, 'planwright: events_append_only');
END;

-- step: create the tables of leases, dependencies and requests
CREATE TABLE pw_leases (
  plan_id TEXT NOT NULL PRIMARY KEY REFERENCES v3_plans (plan_id) ON DELETE CASCADE,
  fence INTEGER NOT NULL,
  secret_hash TEXT NOT NULL,
  worker TEXT NOT NULL,
  claimed_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  lease_seconds INTEGER NOT NULL
) STRICT;
CREATE INDEX ix_pw_leases_expires ON pw_leases (expires_at);

CREATE TABLE pw_dependencies (
  plan_id TEXT NOT NULL REFERENCES v3_plans (plan_id) ON DELETE CASCADE,
  depends_on_plan_id TEXT NOT NULL REFERENCES v3_plans (plan_id) ON DELETE RESTRICT,
  position INTEGER NOT NULL,
  PRIMARY KEY (plan_id, depends_on_plan_id)
) STRICT;
CREATE INDEX ix_pw_dependencies_on ON pw_dependencies (depends_on_plan_id);

CREATE TABLE pw_idempotency (
  actor TEXT NOT NULL,
  operation TEXT NOT NULL,
  key TEXT NOT NULL,
  request_digest TEXT NOT NULL,
  subject TEXT NOT NULL,
  created_at TEXT NOT NULL,
  expires_at TEXT NOT NULL,
  PRIMARY KEY (actor, operation, key)
) STRICT;
CREATE INDEX ix_pw_idempotency_expires ON pw_idempotency (expires_at);
`;
