import type { Setting } from "@planwright/domain";
import { fields, line, text, toType, type View } from "../present/View.ts";
import { agoLine, timeLine } from "./values.ts";

/** One setting. */
export const settingView = (setting: Setting, nowMillis: number): View => [
  fields([
    [setting.key, line(setting.value, "strong")],
    ["for", line(setting.project ?? "all projects")],
    ["set", timeLine(setting.updatedAt, nowMillis)],
    ["by", line(setting.updatedBy)],
  ]),
];

/** All settings, the ones for all projects first. */
export const settingListView = (settings: ReadonlyArray<Setting>, nowMillis: number): View =>
  settings.length === 0
    ? [
        text("Nothing was set; every key has its default.", "muted"),
        toType("planwright config set core.automation-profile supervised"),
      ]
    : [
        {
          _tag: "Table",
          columns: [
            { title: "key", least: 12 },
            { title: "project", least: 8 },
            { title: "value", least: 8 },
            { title: "set", leaveOut: 1 },
            { title: "by", least: 8, leaveOut: 2 },
          ],
          rows: settings.map((setting) => [
            line(setting.key),
            line(setting.project ?? "all", "muted"),
            line(setting.value, "strong"),
            agoLine(setting.updatedAt, nowMillis),
            line(setting.updatedBy, "muted"),
          ]),
        },
      ];
