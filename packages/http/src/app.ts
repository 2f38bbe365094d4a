import express, { type Express } from "express";
import { health } from "./routes/health.ts";

/** The HTTP front end as an express application; whoever calls it decides where it listens. */
export const app = (): Express => express().disable("etag").disable("x-powered-by").use(health());
