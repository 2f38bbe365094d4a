import { Router } from "express";

/** `GET /healthz`: the process answers. Says nothing about the store (that is `/readyz`). */
export const health = (): Router =>
  Router().get("/healthz", (_request, response) => {
    response.json({ status: "ok" });
  });
