/**
 * What stores may rightly differ in, each with its reason; everything else is compared to the last digit.
 *
 * 1. Instants of leases (`expiresAt`, `claimedAt`, `expires_at` of `plan.claimed`), where one of two stores has a clock
 *    of its own (`ownClock`): domain.md section 4 wants the server's clock there, and no caller can set it. That leases
 *    are dead or alive at the same commands is compared all the same: streams never let the callers' clock reach an
 *    expiry, and `lapse` puts it into the past of every clock.
 * 2. Sums of costs: engines add in their own order and with their own care, and doubles round. Costs in streams are
 *    multiples of 1/16 far below 2^53, whose sums are exact in every order.
 * 3. The word that names a constraint in a `Conflict` of the store, which engines take from their own schema. Use cases
 *    never let one through; only plans that are put in beside them meet constraints.
 * 4. Ids of events, where what was rolled back leaves gaps (`gaps`: a sequence does not go back, so that writers need not
 *    wait for one another). Their order is compared: an event is known by its place in the log.
 */
const LEASE_KEYS = new Set(["expiresAt", "claimedAt"]);

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** True for the objects whose instants are a lease's: a lease, an answer with one, and the answer of a heartbeat. */
const isOfLease = (value: { readonly [key: string]: unknown }): boolean =>
  "leaseToken" in value ||
  "secretHash" in value ||
  (typeof value.expiresAt === "string" && Object.keys(value).length === 2 && "planId" in value);

const withoutKeys = (
  value: { readonly [key: string]: unknown },
  isLeft: (key: string) => boolean,
): { readonly [key: string]: unknown } =>
  Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, isLeft(key) ? "by the store's clock" : inner]),
  );

/** The same value with the instants of leases left out; anything else stays the very same. */
export const withoutLeaseInstants = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(withoutLeaseInstants);
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  if (value.type === "plan.claimed" && isObject(value.data))
    return { ...value, data: withoutKeys(value.data, (key) => key === "expires_at") };
  const rest = isOfLease(value) ? withoutKeys(value, (key) => LEASE_KEYS.has(key)) : value;
  return Object.fromEntries(Object.entries(rest).map(([key, inner]) => [key, withoutLeaseInstants(inner)]));
};

/** The same value with each event's id replaced by its place in the log; anything else stays the very same. */
export const withPlaces = (value: unknown, placeOf: (id: number) => number | undefined): unknown => {
  if (Array.isArray(value)) return value.map((item) => withPlaces(item, placeOf));
  if (!isObject(value) || Object.getPrototypeOf(value) !== Object.prototype) return value;
  if (typeof value.id === "number" && "rootPlanId" in value && "type" in value)
    return { ...value, id: placeOf(value.id) ?? `no place for ${value.id}` };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, withPlaces(inner, placeOf)]));
};
