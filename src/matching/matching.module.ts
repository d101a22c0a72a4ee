import { Module } from '@nestjs/common';
import { ProfilesRepository } from './profiles.repository.js';

@Module({ providers: [ProfilesRepository], exports: [ProfilesRepository] })
export class MatchingModule {}
