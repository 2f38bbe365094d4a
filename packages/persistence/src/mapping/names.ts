/** `server:namespace` or `namespace` of a qualified name; "" for an adopted name that has none. */
export const namespaceOf = (name: string): string => name.slice(0, Math.max(0, name.lastIndexOf("/")));

/** The last part of a qualified name. */
export const baseNameOf = (name: string): string => name.slice(name.lastIndexOf("/") + 1);
