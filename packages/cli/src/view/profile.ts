import { NO_GUARDS, type Profile, type ProfileComparison, THRESHOLDS, writeSafety } from "@planwright/domain";
import { plainValue } from "../present/flatten.ts";
import {
  type Block,
  type Column,
  fields,
  GAP,
  heading,
  type Line,
  line,
  span,
  type Tone,
  text,
  type View,
} from "../present/View.ts";

/** What a threshold means for whoever asks. */
const threshold = (value: number): Line =>
  value <= 0
    ? line("automatic", "good")
    : value >= 1
      ? line("a person", "warn")
      : [span(`confidence ≥ ${value}`, "accent")];

const THRESHOLD_COLUMNS: ReadonlyArray<Column> = [
  { title: "threshold" },
  { title: "value", align: "right" },
  { title: "so it takes", least: 9 },
  { title: "for", least: 8, leaveOut: 1 },
];

const guardBlocks = ({ guards }: Profile): ReadonlyArray<Block> => {
  if (guards === null) return [];
  const shown = Object.entries(guards).filter(
    ([key, value]) => JSON.stringify(value) !== JSON.stringify(NO_GUARDS[key as keyof typeof NO_GUARDS]),
  );
  return [GAP, heading("Guards"), fields(shown.map(([key, value]) => [snake(key), line(plainValue(value))]))];
};

const snake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** All rules of one profile. */
export const profileView = (profile: Profile): View => [
  text([span(profile.name, "strong"), span(`  ${profile.source}`, "muted")]),
  ...(profile.description === "" ? [] : [text(profile.description, "muted")]),
  GAP,
  {
    _tag: "Table",
    columns: THRESHOLD_COLUMNS,
    rows: THRESHOLDS.map(({ gates, name }) => [
      line(name),
      line(String(profile.thresholds[name])),
      threshold(profile.thresholds[name]),
      line(gates, "muted"),
    ]),
  },
  GAP,
  heading("Safety"),
  fields(Object.entries(writeSafety(profile.safety)).map(([key, value]) => [key, line(plainValue(value))])),
  ...guardBlocks(profile),
];

const SHORT = ["auto_strategize", "auto_execute", "auto_apply"] as const;

/** The profiles with the three gates that every plan comes to. */
export const profileListView = (profiles: ReadonlyArray<Profile>): View => [
  {
    _tag: "Table",
    columns: [
      { title: "profile", least: 10 },
      { title: "strategize" },
      { title: "execute" },
      { title: "apply" },
      { title: "source", leaveOut: 2 },
      { title: "description", least: 12, leaveOut: 1 },
    ],
    rows: profiles.map((profile) => [
      line(profile.name, "strong"),
      ...SHORT.map((name) => short(profile.thresholds[name])),
      line(profile.source, "muted"),
      line(profile.description, "muted"),
    ]),
  },
];

const short = (value: number): Line =>
  value <= 0 ? line("auto", "good") : value >= 1 ? line("person", "warn") : line(`≥ ${value}`, "accent");

const CHANGE: { readonly [change: string]: Tone } = {
  tighter: "good",
  looser: "warn",
  mixed: "warn",
  equivalent: "muted",
};

/** The rules in which two profiles differ. */
export const profileDiffView = (
  { differences, left, right }: ProfileComparison,
  given: { readonly left: string; readonly right: string },
): View => {
  const named = (side: string, { name }: Profile): string => (side === name ? side : `${side} (${name})`);
  if (differences.length === 0) {
    return [text(`${named(given.left, left)} and ${named(given.right, right)} have the same rules.`, "good")];
  }
  return [
    {
      _tag: "Table",
      columns: [
        { title: "rule", least: 12 },
        { title: named(given.left, left), least: 6 },
        { title: named(given.right, right), least: 6 },
        { title: "change" },
      ],
      rows: differences.map((difference) => [
        line(difference.rule),
        line(plainValue(difference.left)),
        line(plainValue(difference.right), "strong"),
        line(difference.change, CHANGE[difference.change] ?? "plain"),
      ]),
    },
  ];
};
