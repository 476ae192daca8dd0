/// The endpoints on users.
let userRoutes: [Route] = [
  Route("GET", "api/application/users", .application(.read, .users), listUsers),
  Route("GET", "api/application/users/{user}", .application(.read, .users), showUser),
  Route("GET", "api/application/users/external/{text}", .application(.read, .users), showExternalUser),
  Route("POST", "api/application/users", .application(.write, .users), createUser),
  Route("PATCH", "api/application/users/{user}", .application(.write, .users), updateUser),
  Route("DELETE", "api/application/users/{user}", .application(.write, .users), deleteUser),
]
