"""The OpenAPI of Zalo Official Accounts."""
