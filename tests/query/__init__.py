"""Named questions, parameters, endpoints, explaining and inspecting."""
