/**
 * The floors of docs/architecture.md as rules. Which room stands on which floor: scripts/floors.json, only there.
 * Run by scripts/check-floors.mjs, which also makes sure that something was read.
 */
const floors = require('./scripts/floors.json');

const rooms = Object.keys(floors);
const inside = (names) => `^src/(${names.join('|')})/`;

/** A room imports itself and what stands on lower floors; type-only imports count. */
const downwardOnly = rooms.map((room) => ({
  name: `${room}-imports-downward`,
  comment: `${room} is on floor ${floors[room]}: it imports only lower floors.`,
  severity: 'error',
  from: { path: inside([room]) },
  to: { path: inside(rooms.filter((other) => other !== room && floors[other] >= floors[room])) },
}));

module.exports = {
  forbidden: [
    ...downwardOnly,
    {
      name: 'rooms-do-not-import-processes',
      comment: 'main, worker, cli and what wires them stand above every room but their own commands.',
      severity: 'error',
      from: { path: inside(rooms.filter((room) => floors[room] < 8)) },
      to: { path: '^src/[^/]+\\.ts$' },
    },
    {
      name: 'domain-is-pure',
      comment:
        'domain/ imports only domain/, the refusals of platform/errors, luxon, and punycode from node:url.',
      severity: 'error',
      from: { path: '^src/.+/domain/' },
      to: {
        pathNot: [
          '^src/.+/domain/',
          '^src/platform/errors/',
          '(^|/)node_modules/(@types/)?luxon/',
          '^(node:)?url$',
        ],
      },
    },
    {
      name: 'no-cycles',
      comment: 'Modules that need each other are one module.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'everything-resolves',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
