/** A definition as PostgreSQL writes it, without its line breaks and indents. */
export const oneLine = (definition: string): string => definition.replaceAll(/\s+/g, " ").trim();
