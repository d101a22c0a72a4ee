import jest from './jest.config.mjs';

const services = jest.projects.find((project) => project.displayName === 'services');

/** Every fault, one after another, with a table at the end: `npm run faults`. */
export default {
  maxWorkers: 1,
  testTimeout: process.env.FAULTS_REAL_TIME === '1' ? 3_600_000 : 180_000,
  projects: [
    {
      ...services,
      displayName: 'faults',
      roots: ['<rootDir>/test/faults'],
      globalSetup: '<rootDir>/test/faults/support/global-setup.mjs',
      globalTeardown: '<rootDir>/test/faults/support/global-teardown.mjs',
    },
  ],
};
