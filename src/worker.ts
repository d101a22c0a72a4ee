import 'reflect-metadata';
import { runServer } from './server.js';

/** The same house without doors: freezes, composes and sends. */
await runServer({ role: 'worker' });
