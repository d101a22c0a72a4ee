import { readEnvironment, type EnvironmentConfig } from './config.js';

/** The only file that reads `process.env`. */
export function environment(): EnvironmentConfig {
  return readEnvironment(process.env);
}
