import { Module } from '@nestjs/common';
import { ListsRepository } from './lists.repository.js';

@Module({ providers: [ListsRepository], exports: [ListsRepository] })
export class ListsModule {}
