const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  moduleFileExtensions: ['ts', 'js', 'mjs', 'json', 'node'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        sourceMaps: 'inline',
        module: { type: 'es6' },
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
      },
    ],
  },
};

/** `pure` needs nothing but Node; `services` shares one PostgreSQL, started and migrated once. */
export default {
  maxWorkers: 2,
  testTimeout: 60_000,
  projects: [
    {
      ...base,
      displayName: 'pure',
      roots: ['<rootDir>/test/unit', '<rootDir>/test/golden', '<rootDir>/test/architecture'],
      testRegex: '\\.spec\\.ts$',
    },
    {
      ...base,
      displayName: 'services',
      roots: [
        '<rootDir>/test/integration',
        '<rootDir>/test/features',
        '<rootDir>/test/browser',
        '<rootDir>/test/faults/fast',
      ],
      testRegex: '\\.spec\\.ts$',
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
    },
  ],
};
