const text = { type: 'string' } as const;
const time = { type: 'number', description: 'milliseconds since 1970' } as const;
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const json = (schema: object) => ({ content: { 'application/json': { schema } } });
const problem = (description: string) => ({ description, ...json(ref('Problem')) });
const always = {
  403: problem('no token, a wrong one, or a request from elsewhere'),
  429: problem('too many wrong tokens'),
  503: problem('the store cannot be used'),
};
const idParameter = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { ...text, pattern: '^apr_[0-9a-f-]{36}$' },
} as const;

const answering = (operationId: string, summary: string, allowed: object) => ({
  parameters: [idParameter],
  post: {
    operationId,
    summary,
    requestBody: { required: true, ...json({ type: 'object', additionalProperties: false, properties: allowed }) },
    responses: {
      200: { description: 'so it stands now; `changed` is false where it stood so before', ...json(ref('Answered')) },
      400: problem('the body is not understood'),
      404: problem('there is no such request'),
      409: problem('it was answered otherwise, used, or is over'),
      413: problem('the body is larger than 4096 bytes'),
      415: problem('the body is no application/json'),
      ...always,
    },
  },
});

/** The API as an OpenAPI 3.1 document. */
export const OPENAPI = {
  openapi: '3.1.0',
  info: { title: 'Writ approvals', version: '1', description: 'Answers what agents ask. Loopback only.' },
  servers: [{ url: 'http://127.0.0.1:9111' }],
  security: [{ token: [] }],
  paths: {
    '/api/pending': {
      get: {
        operationId: 'listPending',
        summary: 'What waits for an answer, oldest first',
        responses: { 200: { description: 'all of it', ...json(ref('Pending')) }, ...always },
      },
    },
    '/api/pending/{id}': {
      parameters: [idParameter],
      get: {
        operationId: 'showRequest',
        summary: 'One request, however it stands',
        responses: {
          200: { description: 'the request', ...json(ref('Approval')) },
          404: problem('there is no such request'),
          ...always,
        },
      },
    },
    '/api/approve/{id}': answering('approve', 'Let this very call through, once', {
      actor: { ...text, description: 'who says so' },
      reason: text,
      fingerprint: { ...text, description: 'of what was on show: another one is a conflict' },
      offer: { ...text, description: 'the id of an offer of the request: also remember it' },
    }),
    '/api/deny/{id}': answering('deny', 'Refuse this call until the request expires', {
      actor: text,
      reason: { ...text, description: 'the agent reads it' },
      fingerprint: text,
    }),
  },
  components: {
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'from a file only its owner can read' } },
    schemas: {
      Problem: { type: 'object', required: ['error'], properties: { error: text, approval: ref('Approval') } },
      Pending: {
        type: 'object',
        required: ['pending', 'damaged'],
        properties: {
          pending: { type: 'array', items: ref('Approval') },
          damaged: { type: 'array', items: text, description: 'ids of records that were changed by hand' },
        },
      },
      Answered: {
        type: 'object',
        required: ['approval', 'changed', 'grants'],
        properties: { approval: ref('Approval'), changed: { type: 'boolean' }, grants: { type: 'array', items: text } },
      },
      Approval: {
        type: 'object',
        required: [
          'id',
          'status',
          'fingerprint',
          'revision',
          'demands',
          'shown',
          'offers',
          'createdAt',
          'expiresAt',
          'inDoubt',
        ],
        properties: {
          id: text,
          status: { enum: ['pending', 'approved', 'denied', 'expired', 'consumed'] },
          fingerprint: text,
          revision: text,
          agent: text,
          session: text,
          demands: { type: 'array', items: ref('Demand') },
          shown: ref('Shown'),
          offers: { type: 'array', items: ref('Offer') },
          createdAt: time,
          expiresAt: time,
          decidedAt: time,
          actor: text,
          reason: text,
          inDoubt: { type: 'boolean', description: 'let through, and nobody said how the call ended' },
        },
      },
      Demand: {
        type: 'object',
        required: ['rule', 'text', 'hash'],
        properties: { rule: text, place: text, text, hash: text },
      },
      Shown: {
        type: 'object',
        required: ['kind', 'text', 'preview', 'masked', 'notes'],
        properties: {
          kind: text,
          tool: text,
          text: { ...text, description: 'what would run, secrets masked, hidden characters escaped' },
          cwd: text,
          preview: { type: 'object', additionalProperties: text },
          masked: { type: 'boolean' },
          notes: { type: 'array', items: text },
        },
      },
      Offer: {
        type: 'object',
        required: ['id', 'patterns', 'covers'],
        properties: { id: text, patterns: { type: 'array', items: text }, covers: { type: 'array', items: text } },
      },
    },
  },
} as const;
