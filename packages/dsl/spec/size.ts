/** How many generated policies a law is tried on: `POLICIES` where it is set (`npm run laws` sets 20,000). */
export const POLICIES = Number(process.env.POLICIES ?? 400);
