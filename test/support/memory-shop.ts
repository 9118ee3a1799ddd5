import { MemoryGraph } from './memory-graph.ts';

/** A small shop of services and topics, with the traps that names set: equal ones, near ones, words of the grammar. */
export function memoryShop(): MemoryGraph {
  return new MemoryGraph()
    .node('service', 'checkout', {
      at: 'checkout/asyncapi.yaml:3',
      description: 'Takes orders and lets them be paid.',
      type: 'backend',
      tags: ['core', 'money'],
      links: [{ title: 'Handbook', url: 'https://handbook.example/checkout' }],
      facts: { lifecycle: 'production', port: '8080' },
    })
    .node('service', 'orders', { at: 'orders/asyncapi.yaml:3', tags: ['core'] })
    .node('service', 'billing-worker', { at: 'billing/asyncapi.yaml:3', type: 'worker' })
    .node('service', 'shipping-service', { at: 'shipping/asyncapi.yaml:3' })
    .node('service', 'email-gateway', { at: 'email/asyncapi.yaml:3' })
    .node('service', 'search', { at: 'search/asyncapi.yaml:3', facts: { lifecycle: 'experimental' } })
    .node('service', 'users', { at: 'catalog-info.yaml:20' })
    .node('service', 'inventory', { at: 'catalog-info.yaml:30' })
    .node('service', 'legacy-reports', { at: 'catalog-info.yaml:40' })
    .node('topic', 'order.created', {
      at: 'checkout/asyncapi.yaml:9',
      protocols: ['kafka'],
      facts: { partitions: '12', retention: '7 days' },
    })
    .node('topic', 'order.shipped', { at: 'shipping/asyncapi.yaml:9', protocols: ['kafka'] })
    .node('topic', 'payment.failed', { at: 'billing/asyncapi.yaml:15', protocols: ['amqp'] })
    .node('topic', 'stock.low', { at: 'inventory/asyncapi.yaml:7', protocols: ['mqtt'] })
    .node('topic', 'orders', { at: 'orders/asyncapi.yaml:9', protocols: ['kafka'] })
    .node('topic', 'audit/{tenant}/events', { at: 'audit/asyncapi.yaml:7', protocols: ['mqtt'] })
    .node('message', 'OrderCreated', {
      at: 'checkout/messages.yaml:4',
      fields: {
        orderId: 'string! The number of the order.',
        total: 'number! In cents.',
        'lines[].sku': 'string',
        couponCode: 'string',
      },
    })
    .node('message', 'OrderShipped', {
      at: 'shipping/messages.yaml:4',
      fields: { orderId: 'string!', carrier: 'string' },
    })
    .node('api', 'billing-api', { at: 'billing/openapi.yaml:1', type: 'openapi' })
    .node('resource', 'orders-db', { at: 'docker-compose.yaml:30', type: 'postgres' })
    .edges(`
      checkout publishes order.created @checkout/asyncapi.yaml:20 #sendOrder
      billing-worker subscribes order.created @billing/asyncapi.yaml:20
      shipping-service subscribes order.created @shipping/asyncapi.yaml:20
      billing-worker publishes payment.failed @billing/asyncapi.yaml:28
      shipping-service publishes order.shipped @shipping/asyncapi.yaml:28
      email-gateway subscribes order.shipped @email/asyncapi.yaml:20
      orders subscribes order.shipped @orders/asyncapi.yaml:20
      orders publishes topic:orders @orders/asyncapi.yaml:28
      search subscribes topic:orders @search/asyncapi.yaml:20
      inventory subscribes stock.low @inventory/asyncapi.yaml:20
      order.created carries OrderCreated @checkout/asyncapi.yaml:11
      order.shipped carries OrderShipped @shipping/asyncapi.yaml:11
      checkout calls users @docker-compose.yaml:12 #USERS_URL
      checkout calls inventory @docker-compose.yaml:13 #INVENTORY_URL
      inventory calls users @docker-compose.yaml:44
      users calls inventory @docker-compose.yaml:54
      checkout consumes billing-api @catalog-info.yaml:12
      billing-worker provides billing-api @catalog-info.yaml:52
      orders dependsOn resource:orders-db @docker-compose.yaml:21
      payments-team owns checkout @catalog-info.yaml:10
      payments-team owns billing-worker @catalog-info.yaml:50
      payments-team owns api:billing-api @catalog-info.yaml:60
      orders-team owns orders @catalog-info.yaml:70
      orders-team owns shipping-service @catalog-info.yaml:80
      orders partOf fulfilment @catalog-info.yaml:72
      shipping-service partOf fulfilment @catalog-info.yaml:82
    `)
    .change({ at: '2026-11-10T08:00:00Z', action: 'added', subject: 'email-gateway', kind: 'service' })
    .change({ at: '2026-11-20T08:00:00Z', action: 'added', subject: 'search', kind: 'service' })
    .change({ at: '2026-11-20T08:00:00Z', action: 'vanished', subject: 'order.cancelled', kind: 'topic' })
    .change({
      at: '2026-11-20T08:00:00Z',
      action: 'added',
      subject: 'search subscribes orders',
      kind: 'relation',
    });
}
