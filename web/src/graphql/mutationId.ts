/** A new key for one write: the server does what carries the same key once. */
export function newMutationId(): string {
  // randomUUID exists only on secure origins; a plain http address inside an office is not one.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
