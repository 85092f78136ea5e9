/** How many generated policies a law is tried on: `POLICIES` where it is set (`npm run laws` sets 20,000), else 800 in CI and 400 elsewhere. */
export const POLICIES = Number(process.env.POLICIES ?? (process.env.CI === undefined ? 400 : 800));
