import type { EntityMetadata, EntityProperty } from "@mikro-orm/core";
import { type Facts, indexedBy, plain } from "./storedFacts.ts";

const defaultText = (prop: EntityProperty): string => {
  if (prop.defaultRaw === undefined) return "";
  return ` default ${typeof prop.default === "string" ? `'${prop.default}'` : prop.defaultRaw}`;
};

/** Each column once: a relation over two columns owns one of them. */
const columnsOf = (prop: EntityProperty): ReadonlyArray<string> =>
  (prop.ownColumns ?? prop.fieldNames).map((name) => {
    const type = prop.columnTypes[0];
    return `${name} ${type}${prop.nullable === true ? "" : " not null"}${defaultText(prop)}`;
  });

const foreignKeyOf = (prop: EntityProperty): ReadonlyArray<string> => {
  if (prop.kind !== "m:1") return [];
  const deferred = prop.deferMode === undefined ? "" : " deferred";
  return [
    `(${prop.joinColumns.join(", ")}) -> ${prop.referencedTableName} (${prop.referencedColumnNames.join(", ")}) on delete ${prop.deleteRule}${deferred}`,
  ];
};

type Described = EntityMetadata["indexes"][number];

const namesOf = (meta: EntityMetadata, properties: Described["properties"]): ReadonlyArray<string> =>
  (Array.isArray(properties) ? properties : [properties]).flatMap(
    (name) => meta.properties[String(name)]?.fieldNames ?? [],
  );

const indexText = (meta: EntityMetadata, index: Described): string => {
  if (typeof index.expression === "string") return indexedBy(index.expression);
  const where = typeof index.where === "string" ? ` where ${plain(index.where)}` : "";
  return `(${namesOf(meta, index.properties).join(", ")})${where}`;
};

/** What the entity of a table says about it. */
export const describedFacts = (meta: EntityMetadata): Facts => {
  const props = Object.values(meta.properties);
  const ownIndexes = props
    .filter((prop) => typeof prop.index === "string")
    .map((prop) => `(${prop.fieldNames.join(", ")})`);
  const ownUniques = props
    .filter((prop) => prop.unique === true)
    .map((prop) => `(${prop.fieldNames.join(", ")})`);
  return {
    columns: props.flatMap(columnsOf).sort(),
    primaryKey: props.filter((prop) => prop.primary === true).flatMap((prop) => prop.fieldNames),
    foreignKeys: props.flatMap(foreignKeyOf).sort(),
    // A relation over two columns is listed by the ORM a second time, beside the name that it has here.
    indexes: [...new Set([...meta.indexes.map((index) => indexText(meta, index)), ...ownIndexes])].sort(),
    uniques: [...meta.uniques.map((index) => indexText(meta, index)), ...ownUniques].sort(),
    checks: meta.checks
      .map(({ expression, name }) => `${name}: ${typeof expression === "string" ? plain(expression) : "?"}`)
      .sort(),
  };
};
