import type { StorageReason } from "@planwright/domain";

/** What becomes of a call that meets a failure: it is told a reason, or it does not notice. */
export type Fate = { readonly reason: StorageReason["_tag"]; readonly retryable: boolean } | "goes on";

/** A failure that must have been provoked. */
export interface Failure {
  readonly title: string;
  readonly fate: Fate;
}

const busy: Fate = { reason: "Busy", retryable: true };
const corrupt: Fate = { reason: "Corrupt", retryable: false };
const full: Fate = { reason: "Full", retryable: false };
const readOnly: Fate = { reason: "ReadOnly", retryable: false };
const tooOld: Fate = { reason: "SchemaTooOld", retryable: false };
const unavailable: Fate = { reason: "Unavailable", retryable: true };

/**
 * All failures that the proofs provoke, by their subject, each with what a caller is told of it. An engine has a story
 * for each, or says why it cannot suffer it.
 */
export const FAILURES = {
  /** The server ends while a unit of work is at some point of its life. */
  server: {
    restartedWhileIdle: { title: "a restart while nothing goes on", fate: "goes on" },
    killedWhileIdle: { title: "a crash and a start while nothing goes on", fate: "goes on" },
    restartedInUnit: { title: "a restart in the middle of a unit", fate: unavailable },
    killedInUnit: { title: "a crash in the middle of a unit [X3]", fate: unavailable },
    restartedAtCommit: { title: "a restart during a commit that is not decided", fate: unavailable },
    killedAtCommit: { title: "a crash during a commit that is not decided", fate: unavailable },
    restartedAfterCommit: { title: "a restart between a commit and its answer", fate: "goes on" },
    killedAfterCommit: { title: "a crash between a commit and its answer", fate: unavailable },
    goneAfterCommit: { title: "a server that stays away before it answers a commit", fate: unavailable },
    idGivenAway: {
      title: "a crash after which somebody else commits under the id of a lost transaction",
      fate: unavailable,
    },
    refused: { title: "a server that is not there", fate: unavailable },
    refusedAtOpening: { title: "a server that is not there when the ledger is opened", fate: unavailable },
    startingUp: { title: "a server that is still starting", fate: unavailable },
    shuttingDown: { title: "a server that waits for its last clients", fate: unavailable },
  },
  /** Something happens to connections. */
  connections: {
    terminatedWhileIdle: { title: "a terminated idle connection", fate: "goes on" },
    terminatedInStatement: {
      title: "a connection that is terminated while a statement runs",
      fate: unavailable,
    },
    terminatedInUnit: { title: "a connection that is terminated between two statements", fate: unavailable },
    terminatedAtCommit: {
      title: "a connection that is terminated during a commit that is not decided",
      fate: unavailable,
    },
    terminatedAfterCommit: {
      title: "a connection that is terminated between a commit and its answer",
      fate: "goes on",
    },
    cancelled: { title: "a statement that somebody else cancels", fate: busy },
    tooManyClients: { title: "a server without room for another client", fate: unavailable },
    roomInTime: { title: "a server that gets room in time", fate: "goes on" },
    poolExhausted: { title: "a pool that our own units of work have taken up", fate: busy },
    poolFreedInTime: { title: "a pool that is given a connection back in time", fate: "goes on" },
    unknownHost: { title: "a host that nobody knows", fate: unavailable },
    wrongPassword: { title: "a wrong password [L1]", fate: unavailable },
  },
  /** Something happens between us and the server. */
  network: {
    cutInRead: { title: "a network that is cut in the middle of the answer to a read", fate: unavailable },
    cutInUnit: { title: "a network that is cut in the middle of an answer in a unit", fate: unavailable },
    cutBeforeCommit: { title: "a network that is cut before the commit arrives", fate: unavailable },
    cutAfterCommit: { title: "a network that is cut before the answer to a commit arrives", fate: "goes on" },
    silentInUnit: { title: "a network that is silent for ever in the middle of a unit", fate: unavailable },
    answerLostAfterCommit: {
      title: "a connection that is silent for ever after a commit",
      fate: "goes on",
    },
    silentAfterCommit: { title: "a network that is silent for ever after a commit", fate: unavailable },
    silentAtConnecting: { title: "a network that is silent for ever while connecting", fate: unavailable },
    slow: { title: "a network that tears every answer to pieces", fate: "goes on" },
  },
  /** Others are in the way. */
  others: {
    lockedTooLong: { title: "what somebody else locks for longer than we wait [X3]", fate: busy },
    lockedForAWhile: { title: "what somebody else locks for 1 to 10 s", fate: "goes on" },
    statementTooLong: { title: "a statement that runs for longer than it may", fate: busy },
    unitTooLong: { title: "a unit of work that does nothing for too long", fate: unavailable },
    deadlock: { title: "a deadlock with somebody else", fate: "goes on" },
    serialization: { title: "a serialization failure", fate: "goes on" },
    recoveryConflict: {
      title: "a copy that must give up the state that somebody reads",
      fate: "goes on",
    },
    serializationAgain: { title: "serialization failures without an end", fate: busy },
  },
  /** Something is wrong with what the ledger is kept in. */
  storage: {
    diskFull: { title: "a full disk", fate: full },
    logDiskFull: { title: "a full disk below the server's log", fate: unavailable },
    readOnly: { title: "a ledger that is read-only [X5]", fate: readOnly },
    readOnlyFolder: { title: "a folder that is read-only [X5]", fate: readOnly },
    standby: { title: "a copy that only follows", fate: readOnly },
    removed: { title: "a ledger that is removed while it is open", fate: unavailable },
    replaced: { title: "a ledger that is replaced while it is open", fate: unavailable },
    damagedHeader: { title: "a damaged first page", fate: corrupt },
    damagedPage: { title: "a damaged page in the middle", fate: corrupt },
    logRemoved: { title: "a write-ahead log that is removed while it is in use", fate: unavailable },
    tableDropped: { title: "a table that is dropped while the ledger is open", fate: tooOld },
    olderSchema: { title: "a schema that is older than the program", fate: tooOld },
  },
} as const satisfies Record<string, Record<string, Failure>>;

/** What a group of failures is about. */
export type Subject = keyof typeof FAILURES;
