import { answers, type Entry, handles } from '#platform/contract/registry.ts'
import { closeOrdersHandler, recordGroupPaymentHandler } from './commands/group-payment.ts'
import { openOrderHandler, openOrdersHandler } from './commands/open-orders.ts'
import { acceptPaymentHandler, confirmSimulatedPaymentHandler, payHandler } from './commands/pay.ts'
import * as contract from './contract.ts'
import { myOrdersHandler, orderListHandler, reconciliationHandler } from './queries/orders.ts'

export const financeEntries: readonly Entry[] = [
  handles(contract.openOrder, openOrderHandler),
  handles(contract.openOrders, openOrdersHandler),
  handles(contract.pay, payHandler),
  handles(contract.confirmSimulatedPayment, confirmSimulatedPaymentHandler),
  handles(contract.acceptPayment, acceptPaymentHandler),
  handles(contract.recordGroupPayment, recordGroupPaymentHandler),
  handles(contract.closeOrders, closeOrdersHandler),
  answers(contract.orderList, orderListHandler),
  answers(contract.reconciliation, reconciliationHandler),
  answers(contract.myOrders, myOrdersHandler),
]
