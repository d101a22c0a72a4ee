import { Get, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { readableAddress } from '../delivery/domain/address.js';
import { TemplateEngine } from '../platform/templates/template-engine.js';
import { ConfirmAddressService, type OpenedAddressChange } from '../subscribers/confirm-address.service.js';
import type { AddressChangeState } from '../subscribers/domain/address-change.js';
import { ownWords } from './own-words.js';
import { sendPage } from './page-encoding.js';
import { publicFrame } from './public-page.js';
import { TokenPage } from './token-page.js';

type Sentences = (list: string, address: string) => readonly [title: string, lead: string];

const ZH: Record<AddressChangeState, Sentences> = {
  open: (list, address) => [
    '确认新邮箱',
    `现在还没有任何改变。按下按钮后，「${list}」等全部订阅改发到 ${address}。`,
  ],
  confirmed: (list) => ['新邮箱已确认', `「${list}」以后发到这个邮箱；原来的邮箱也收到了通知。`],
  taken: () => [
    '这个邮箱已有自己的订阅',
    '两份订阅不能合并，所以什么都没有改变。请用这个邮箱自己的链接管理，或换一个新邮箱。',
  ],
  expired: () => ['链接已过期', '确认链接 72 小时内有效。请从“修改订阅”再申请一次。'],
  gone: () => ['这次更换已经取消', '它被撤回，或被新的申请取代。什么都没有改变。'],
};

const EN: Record<AddressChangeState, Sentences> = {
  open: (list, address) => [
    'Confirm the new address',
    `Nothing has changed yet. Press the button, and “${list}” and all your other subscriptions go to ${address}.`,
  ],
  confirmed: (list) => [
    'The new address is confirmed',
    `“${list}” comes to this address from now on. We have told the old one.`,
  ],
  taken: () => [
    'This address has a subscription of its own',
    'Two subscriptions cannot be merged, so nothing has changed. Use this address’s own link, or choose another address.',
  ],
  expired: () => [
    'This link has expired',
    'A link like this is valid for 72 hours. Please ask again from your preferences.',
  ],
  gone: () => [
    'This change was cancelled',
    'It was withdrawn, or a newer one took its place. Nothing has changed.',
  ],
};

/** `/address/<token>`, mailed to a new address: looking changes nothing, the button moves the person there. */
@TokenPage('address/:token')
export class AddressController {
  constructor(
    private readonly confirming: ConfirmAddressService,
    private readonly templates: TemplateEngine,
  ) {}

  @Get()
  async show(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    const opened = await this.confirming.open(token);
    response.status(opened.state === 'expired' ? 410 : 200);
    sendPage(this.page(opened, token, request), request, response);
  }

  @Post()
  async confirm(
    @Param('token') token: string,
    @Req() request: Request,
    @Res() response: Response,
  ): Promise<void> {
    await this.confirming.confirm(token);
    response.redirect(303, `/address/${token}${publicFrame(request).langQuery}`);
  }

  private page(opened: OpenedAddressChange, token: string, request: Request): string {
    const { subscription, state, change } = opened;
    const frame = publicFrame(request, subscription.language);
    const sentences = (frame.language === 'en' ? EN : ZH)[state];
    const [title, lead] = sentences(
      subscription.listName,
      change.newAddress === null ? '' : readableAddress(change.newAddress),
    );
    return this.templates.renderPage('public/address', {
      ...frame,
      mine: ownWords(frame.language),
      title,
      lead,
      button: state === 'open' ? ownWords(frame.language).newAddressConfirm : null,
      action: `/address/${token}${frame.langQuery}`,
      lostLink: `/preferences${frame.langQuery}`,
    });
  }
}
