"""The routes of orders, below one nominal: the order, its terms, what happened to it; and events of no other page."""

from django.urls import path

from cases.views import order_parts, orders

record = [
    path("orders/add/", orders.add_order, name="add_order"),
    path("orders/<uuid:part>/", orders.order, name="order"),
    path("orders/<uuid:part>/change/", orders.change_order, name="change_order"),
    path("orders/<uuid:part>/remove/", orders.remove_order, name="remove_order"),
    path("orders/<uuid:part>/happened/", order_parts.add_order_change, name="add_order_change"),
    path("orders/<uuid:part>/terms/add/", order_parts.add_order_term, name="add_order_term"),
    path("orders/terms/<uuid:part>/", order_parts.order_of_term, name="order_of_term"),
    path("orders/terms/<uuid:part>/change/", order_parts.change_order_term, name="change_order_term"),
    path("orders/terms/<uuid:part>/remove/", order_parts.remove_order_term, name="remove_order_term"),
    path("orders/changes/<uuid:part>/remove/", order_parts.remove_order_change, name="remove_order_change"),
    path("events/add/", orders.add_event, name="add_event"),
]
