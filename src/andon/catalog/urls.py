from django.urls import path

from .screens import brand, brands, service, services

app_name = "catalog"
urlpatterns = [
    path("settings/services/", services.services, name="services"),
    path("settings/services/<slug:slug>/", service.service, name="service"),
    path("settings/services/<slug:slug>/put_services/", service.put_service, name="put_services"),
    path("settings/services/<slug:slug>/put_capabilities/", service.put_capability, name="put_capabilities"),
    path("settings/services/<slug:slug>/connect_services/", service.connect, name="connect_services"),
    path(
        "settings/services/<slug:slug>/needs/<slug:needs>/disconnect_services/",
        service.disconnect,
        name="disconnect_services",
    ),
    path("settings/brands/", brands.brands, name="brands"),
    path("settings/brands/<slug:slug>/", brand.brand, name="brand"),
    path("settings/brands/<slug:slug>/choose_default_brand/", brand.choose_default, name="choose_default_brand"),
]
