import { Module } from '@nestjs/common';
import { ProfilesRepository } from './profiles.repository.js';
import { ReachQuery } from './reach.query.js';

@Module({ providers: [ProfilesRepository, ReachQuery], exports: [ProfilesRepository, ReachQuery] })
export class MatchingModule {}
