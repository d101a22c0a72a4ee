import { Module } from '@nestjs/common';
import { ListsRepository } from './lists.repository.js';
import { SaveListService } from './save-list.service.js';

@Module({ providers: [ListsRepository, SaveListService], exports: [ListsRepository, SaveListService] })
export class ListsModule {}
