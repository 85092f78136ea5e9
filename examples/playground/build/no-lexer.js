// Of chevrotain's lexer only a constant is used: the language has a reader of its own. The rest is 10 kB of the first load.
export const Lexer = { NA: /NOT_APPLICABLE/ };
export const LexerDefinitionErrorType = {};
